// Act on services through the screen: consequences first, progress to the end, and the engine is asked whether it is so.
import { expect, test } from '../fixtures/cluster.ts'
import { ActionDialog } from '../pages/actionDialog.ts'

const web = (tag: string) => `registry.lab:5000/web:${tag}`
/** Stopping, starting and watching tasks takes the engine a while. */
const settled = { timeout: 30_000 }

test(
  'scaling shows what follows, the docker command, and its progress until it converged',
  {
    tag: '@core',
  },
  async ({ cluster, docker }) => {
    await docker.run('web', web('1.0'), '--replicas', '1')
    const screen = await cluster.open('services/web')
    await screen.button('Scale').click()
    const dialog = new ActionDialog(screen.page)
    await dialog.field('Replicas').fill('3')
    await expect(dialog.title).toHaveText('Scale web from 1 to 3?')
    await expect(dialog.consequences).toContainText(['2 tasks more start.', '3 of 3 nodes may take them.'])
    await expect(dialog.commands).toHaveText(['docker service scale web=3'])
    await dialog.confirm('Scale web to 3')
    const operation = screen.operations.item('Scaling web to 3')
    await expect(operation).toContainText('converged', settled)
    await expect(operation).toContainText('3 of 3')
    await expect(screen.fact('Replicas')).toHaveText('3/3')
    expect((await docker.inspect('service', 'web')).Spec.Mode.Replicated.Replicas).toBe(3)
    expect(await docker.tasks('web')).toHaveLength(3)
  },
)

test('a count that is none is refused at the field, and nothing is sent', async ({ cluster, docker }) => {
  await docker.run('web', web('1.0'))
  const before = (await docker.inspect('service', 'web')).Version.Index
  const screen = await cluster.open('services/web')
  await screen.button('Scale').click()
  const dialog = new ActionDialog(screen.page)
  const field = dialog.field('Replicas')
  for (const [typed, why] of [
    ['-1', 'Replicas cannot be negative.'],
    ['1.5', 'Replicas are a whole number.'],
    ['1000000000', 'At most 1,000,000 replicas.'],
    ['', 'Enter a whole number.'],
  ] as const) {
    await field.fill(typed)
    await expect(field).toHaveAccessibleDescription(why)
    await expect(dialog.root.getByRole('button', { name: /^Scale web/ })).toBeDisabled()
  }
  // Letters do not even get in.
  await field.fill('')
  await field.press('x')
  await expect(field).not.toHaveValue(/x/)
  await expect(dialog.root.getByRole('button', { name: /^Scale web/ })).toBeDisabled()
  await dialog.cancel.click()
  expect((await docker.inspect('service', 'web')).Version.Index).toBe(before)
})

test(
  'a new image is pinned to its digest, as docker does, and can be rolled back',
  { tag: '@core' },
  async ({ cluster, docker }) => {
    await docker.run('web', web('1.0'))
    await docker.run('oracle', web('2.0'), '--replicas', '0')
    const first = (await docker.inspect('service', 'web')).Spec.TaskTemplate.ContainerSpec.Image
    const second = (await docker.inspect('service', 'oracle')).Spec.TaskTemplate.ContainerSpec.Image
    const screen = await cluster.open('services/web')
    const dialog = new ActionDialog(screen.page)

    await screen.button('Change image').click()
    await dialog.field('Image').fill('a b')
    await expect(dialog.field('Image')).toHaveAccessibleDescription(/without spaces/)
    await expect(dialog.root.getByRole('button', { name: /web$/ })).toBeDisabled()
    await dialog.field('Image').fill(web('2.0'))
    await expect(dialog.consequences.filter({ hasText: '1 task restarts' })).toBeVisible()
    await expect(dialog.commands).toHaveText([`docker service update --image ${web('2.0')} web`])
    await dialog.confirm('Update web')
    await expect(screen.operations.item('Updating web to web:2.0')).toContainText('converged', settled)
    expect((await docker.inspect('service', 'web')).Spec.TaskTemplate.ContainerSpec.Image).toBe(second)
    await expect(screen.fact('Image')).toContainText('2.0')

    await screen.button('Roll back').click()
    await expect(dialog.title).toHaveText('Roll web back?')
    await expect(dialog.commands).toHaveText(['docker service rollback web'])
    await dialog.confirm('Roll web back')
    await expect(screen.operations.item('Rolling back web')).toContainText('converged', settled)
    expect((await docker.inspect('service', 'web')).Spec.TaskTemplate.ContainerSpec.Image).toBe(first)
  },
)

test('an update that fails is paused or rolled back as its policy says, never converged', async ({
  cluster,
  docker,
}) => {
  const restart = ['--restart-max-attempts', '1', '--restart-delay', '0s']
  await docker.run('halting', web('1.0'), '--update-failure-action', 'pause', ...restart)
  await docker.run('returning', web('1.0'), '--update-failure-action', 'rollback', ...restart)
  const screen = await cluster.open('services/halting')
  const dialog = new ActionDialog(screen.page)
  for (const name of ['halting', 'returning']) {
    await screen.goTo(`services/${name}`)
    await expect(screen.title).toHaveText(name)
    await screen.button('Change image').click()
    await dialog.field('Image').fill('registry.lab:5000/absent:1.0')
    await dialog.confirm(`Update ${name}`)
  }
  const paused = screen.operations.item('Updating halting to absent:1.0')
  const rolledBack = screen.operations.item('Updating returning to absent:1.0')
  await expect(paused).toContainText('paused', settled)
  await expect(rolledBack).toContainText('rolled back', settled)
  expect((await docker.inspect('service', 'halting')).UpdateStatus.State).toBe('paused')
  expect((await docker.inspect('service', 'returning')).UpdateStatus.State).toMatch(/^rollback_/)
  await screen.operations.unfold()
  await expect(screen.operations.entry('Updating halting')).toContainText('Paused')
  await expect(screen.operations.entry('Updating returning')).toContainText('Rolled back')
  await screen.operations.fold()
  await screen.goTo('services/halting')
  await expect(screen.region('Why halting is not as asked')).toBeVisible()
})

test('a restart replaces every task and changes nothing else', async ({ cluster, docker }) => {
  await docker.run('web', web('1.0'), '--replicas', '2')
  const screen = await cluster.open('services/web')
  await expect(screen.fact('Replicas')).toHaveText('2/2')
  const before = await docker.inspect('service', 'web')
  const tasks = new Set((await docker.tasks('web')).map((task) => task.ID))
  await screen.button('Restart').click()
  const dialog = new ActionDialog(screen.page)
  await expect(dialog.title).toHaveText('Restart web?')
  await expect(dialog.consequences.first()).toContainText('2 tasks restart, one at a time')
  await expect(dialog.commands).toHaveText(['docker service update --force web'])
  await dialog.confirm('Restart web')
  await expect(screen.operations.item('Restarting web')).toContainText('converged', settled)
  const after = await docker.inspect('service', 'web')
  expect(after.Spec.TaskTemplate.ForceUpdate).toBe((before.Spec.TaskTemplate.ForceUpdate ?? 0) + 1)
  expect(after.Spec.TaskTemplate.ContainerSpec).toEqual(before.Spec.TaskTemplate.ContainerSpec)
  const now = (await docker.tasks('web')).map((task) => task.ID)
  expect(now).toHaveLength(2)
  expect(now.filter((id) => tasks.has(id))).toEqual([])
})

test('a removal asks for the name, then the service is gone for docker too', async ({ cluster, docker }) => {
  await docker.run('web', web('1.0'), '--replicas', '2')
  const screen = await cluster.open('services/web')
  await screen.button('More actions on web').click()
  await screen.page.getByRole('menuitem', { name: 'Remove' }).click()
  const dialog = new ActionDialog(screen.page)
  await expect(dialog.title).toHaveText('Remove web?')
  await expect(dialog.root).toContainText('Cannot be undone.')
  await expect(dialog.commands).toHaveText(['docker service rm web'])
  await expect(dialog.verb('Remove web')).toBeDisabled()
  await dialog.typedName.fill('wep')
  await expect(dialog.verb('Remove web')).toBeDisabled()
  await dialog.typedName.fill('web')
  await dialog.confirm('Remove web')
  await expect(screen.operations.item('Removing web')).toContainText('converged', settled)
  await expect(screen.main.getByText('There is no service web')).toBeVisible()
  expect(await docker.list('service', 'ls')).toEqual([])
})

test('several services are scaled and removed at once', async ({ cluster, docker }) => {
  for (const name of ['alpha', 'beta', 'gamma']) await docker.run(name, web('1.0'))
  const screen = await cluster.open('services')
  const services = screen.table('Services')
  await services.tick('alpha').click()
  await services.tick('gamma').click()
  await services.bulkAction('Scale').click()
  const dialog = new ActionDialog(screen.page)
  await dialog.field('Replicas of each').fill('2')
  await expect(dialog.title).toHaveText('Scale 2 services?')
  await expect(dialog.commands).toHaveText(['docker service scale alpha=2', 'docker service scale gamma=2'])
  await dialog.confirm('Scale 2 services')
  await expect(services.row('alpha')).toContainText('2/2', settled)
  await expect(services.row('gamma')).toContainText('2/2', settled)
  await expect(services.row('beta')).toContainText('1/1')

  await services.bulkAction('Remove').click()
  await dialog.typedName.fill('2 services')
  await dialog.confirm('Remove 2 services')
  await expect(services.rows).toHaveCount(1)
  await expect
    .poll(async () => (await docker.list('service', 'ls')).map((each) => each.Name))
    .toEqual(['beta'])
})

test('the docker commands shown do the same when docker runs them', async ({ cluster, docker }) => {
  await docker.run('web', web('1.0'), '--update-delay', '0s')
  const screen = await cluster.open('services/web')
  const dialog = new ActionDialog(screen.page)
  /** Reads the command from the dialog, leaves without a change, and has docker run it; the service then. */
  const runShown = async (button: string, title: string, field = '', value = '') => {
    await screen.button(button).click()
    if (field !== '') await dialog.field(field).fill(value)
    await expect(dialog.title).toHaveText(title)
    const command = (await dialog.commands.innerText()).trim()
    await dialog.cancel.click()
    await expect(dialog.root).toBeHidden()
    const [, kind = '', verb = '', ...rest] = command.split(' ')
    await docker('node1', kind, verb, '--detach', ...rest)
    return await docker.inspect('service', 'web')
  }
  const scaled = await runShown('Scale', 'Scale web from 1 to 2?', 'Replicas', '2')
  expect(scaled.Spec.Mode.Replicated.Replicas).toBe(2)
  const restarted = await runShown('Restart', 'Restart web?')
  expect(restarted.Spec.TaskTemplate.ForceUpdate).toBe(1)
  const updated = await runShown('Change image', `Update web to ${web('2.0')}?`, 'Image', web('2.0'))
  expect(updated.Spec.TaskTemplate.ContainerSpec.Image).toContain('web:2.0@sha256:')
  const back = await runShown('Roll back', 'Roll web back?')
  expect(back.Spec.TaskTemplate.ContainerSpec.Image).toContain('web:1.0@sha256:')
})
