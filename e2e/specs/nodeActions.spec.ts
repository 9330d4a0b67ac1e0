// Act on nodes through the screen: drain, pause, activate, labels; consequences first, and docker is asked afterwards.
import { expect, test } from '../fixtures/cluster.ts'
import { ActionDialog } from '../pages/actionDialog.ts'

const web = 'registry.lab:5000/web:1.0'
const settled = { timeout: 30_000 }

test(
  'a drain says which tasks move, moves them, and the node is activated again',
  { tag: '@core' },
  async ({ cluster, docker }) => {
    await docker.run('web', web, '--replicas', '2', '--constraint', 'node.role==worker')
    await docker.run('bound', web, '--constraint', 'node.hostname==node2')
    const { ID } = await docker.inspect('node', 'node2')
    const screen = await cluster.open(`nodes/${ID}`)
    await expect(screen.table('Tasks of node2').rows).toHaveCount(2)
    const dialog = new ActionDialog(screen.page)
    await screen.button('Drain').click()
    await expect(dialog.title).toHaveText('Drain node2?')
    await expect(dialog.consequences).toContainText([
      '1 task moves. web',
      'bound has no other place for its task. No other node that is ready and active meets node.hostname==node2.',
    ])
    await expect(dialog.commands).toHaveText([/^docker node update --availability drain /])
    await dialog.confirm('Drain node2')
    await expect(screen.operations.item('Draining node2')).toContainText('converged', settled)
    expect((await docker.inspect('node', 'node2')).Spec.Availability).toBe('drain')
    await expect
      .poll(async () => (await docker.tasks('web')).map((task) => task.Node), settled)
      .toEqual(['node3', 'node3'])

    await screen.button('Activate').click()
    await dialog.confirm('Activate node2')
    await expect(screen.operations.item('Activating node2')).toContainText('converged', settled)
    expect((await docker.inspect('node', 'node2')).Spec.Availability).toBe('active')
    await expect(screen.table('Tasks of node2').row('bound.1')).toContainText('Running')
  },
)

test('a paused node keeps its tasks and takes no new ones', async ({ cluster, docker }) => {
  await docker.run('web', web, '--constraint', 'node.hostname==node3')
  const screen = await cluster.open('nodes')
  const nodes = screen.table('Nodes')
  await nodes.tick('node3').click()
  await nodes.bulkAction('Pause').click()
  const dialog = new ActionDialog(screen.page)
  await expect(dialog.consequences.first()).toContainText('node3 takes no new tasks.')
  await expect(dialog.consequences.nth(1)).toContainText('Its 1 task goes on.')
  await dialog.confirm('Pause node3')
  await expect(nodes.row('node3')).toContainText('Paused')
  expect((await docker.inspect('node', 'node3')).Spec.Availability).toBe('pause')
  expect(await docker.tasks('web')).toMatchObject([{ Node: 'node3' }])
})

test('several nodes are drained at once', async ({ cluster, docker }) => {
  const screen = await cluster.open('nodes')
  const nodes = screen.table('Nodes')
  await nodes.tick('node2').click()
  await nodes.tick('node3').click()
  await nodes.bulkAction('Drain').click()
  const dialog = new ActionDialog(screen.page)
  await expect(dialog.title).toHaveText('Change availability of 2 nodes?')
  await expect(dialog.commands).toHaveCount(2)
  await dialog.confirm('Change availability of 2 nodes')
  await expect(nodes.row('node2')).toContainText('Drained')
  await expect(nodes.row('node3')).toContainText('Drained')
  const told = await docker.list('node', 'ls')
  expect(told.map((node) => node.Availability)).toEqual(['Active', 'Drain', 'Drain'])
})

test('labels are added, changed and removed, and undone from the tray', async ({ cluster, docker }) => {
  await docker('node1', 'node', 'update', '--label-add', 'zone=a', '--label-add', 'old=1', 'node2')
  await docker.run('fast', web, '--constraint', 'node.labels.disk==ssd')
  const { ID } = await docker.inspect('node', 'node2')
  const screen = await cluster.open(`nodes/${ID}`)
  await screen.tab('Labels').click()
  const labels = screen.main.getByRole('group', { name: 'labels', exact: true })
  await labels.getByRole('button', { name: 'Remove label old' }).click()
  await labels.getByRole('textbox', { name: 'Value of label 1' }).fill('b')
  await labels.getByRole('button', { name: 'Add label' }).click()
  await labels.getByRole('textbox', { name: 'Key of label 2' }).fill('disk type')
  await expect(labels.getByRole('textbox', { name: 'Key of label 2' })).toHaveAccessibleDescription(
    /no spaces/,
  )
  await labels.getByRole('textbox', { name: 'Key of label 2' }).fill('disk')
  await labels.getByRole('textbox', { name: 'Value of label 2' }).fill('ssd')
  await screen.main.getByRole('button', { name: 'Save labels' }).click()

  const dialog = new ActionDialog(screen.page)
  await expect(dialog.consequences).toContainText(['disk=ssd', 'zone', 'old', 'fast may run there.'])
  const command = (await dialog.commands.innerText()).trim()
  await dialog.confirm('Change labels of node2')
  await expect(screen.operations.item('Labelling node2')).toContainText('converged', settled)
  expect((await docker.inspect('node', 'node2')).Spec.Labels).toEqual({ zone: 'b', disk: 'ssd' })
  await expect.poll(async () => (await docker.tasks('fast'))[0]?.Node).toBe('node2')

  await screen.operations.unfold()
  await screen.operations.undo('Labelling node2').click()
  await dialog.confirm('Change labels of node2')
  await expect
    .poll(async () => (await docker.inspect('node', 'node2')).Spec.Labels)
    .toEqual({ zone: 'a', old: '1' })
  // The command that stood in the dialog does the same.
  await docker('node1', ...command.split(' ').slice(1))
  expect((await docker.inspect('node', 'node2')).Spec.Labels).toEqual({ zone: 'b', disk: 'ssd' })
})
