// See: a service and a node in detail, the reason of each failure in words, and the swarm's events.
import { expect, test } from '../fixtures/cluster.ts'

const web = 'registry.lab:5000/web:1.0'

test('a service shows its tasks, where they run, and its settings and spec', async ({ cluster, docker }) => {
  await docker.run('web', web, '--replicas', '2', '--env', 'COLOUR=blue', '--limit-memory', '64m')
  const screen = await cluster.open('services/web')
  await expect(screen.fact('Replicas')).toHaveText('2/2')
  const tasks = screen.table('Tasks of web')
  await expect(tasks.rows).toHaveCount(2)
  for (const told of await docker.tasks('web')) {
    await expect(tasks.row(told.Name ?? '')).toContainText('Running')
    await expect(tasks.row(told.Name ?? '')).toContainText(told.Node ?? '')
  }
  await screen.tab('Settings').click()
  await expect(screen.main.getByRole('tabpanel')).toContainText('64 MiB')
  await screen.tab('Spec').click()
  await expect(screen.main.getByRole('tabpanel')).toContainText('COLOUR=blue')
  const told = await docker.inspect('service', 'web')
  await expect(screen.main.getByRole('tabpanel')).toContainText(told.ID)
})

test('each failed task says why, and the service says it in plain words', async ({ cluster, docker }) => {
  await docker.run('crash', 'registry.lab:5000/crash:1.0', '--restart-delay', '1s')
  await docker.run('absent', 'registry.lab:5000/absent:1.0', '--no-resolve-image', '--restart-delay', '2s')
  await docker.run('stuck', web, '--constraint', 'node.labels.disk==ssd')
  const screen = await cluster.open('services/crash')
  await expect(screen.region('Why crash is not as asked')).toContainText('Exits with code 3')
  await screen.main.getByRole('checkbox', { name: 'With ended tasks' }).check()
  const failed = screen.table('Tasks of crash').rows.filter({ hasText: 'Failed' })
  await expect(failed.first()).toContainText('non-zero exit (3)')

  await screen.goTo('services/absent')
  await expect(screen.region('Why absent is not as asked')).toContainText('registry.lab:5000/absent:1.0')
  await screen.main.getByRole('checkbox', { name: 'With ended tasks' }).check()
  await expect(
    screen.table('Tasks of absent').rows.filter({ hasText: 'No such image' }).first(),
  ).toContainText('Rejected')

  await screen.goTo('services/stuck')
  const pending = screen.table('Tasks of stuck').row('stuck.1')
  await expect(pending).toContainText('Pending')
  await expect(pending).toContainText('scheduling constraints not satisfied on 3 nodes')
})

test('a node shows what it is and what runs on it', async ({ cluster, docker }) => {
  await docker.run('web', web, '--constraint', 'node.hostname==node2')
  await docker('node1', 'node', 'update', '--label-add', 'disk=ssd', 'node2')
  const screen = await cluster.open('nodes')
  await screen.table('Nodes').row('node2').getByRole('link', { name: 'node2' }).click()
  await expect(screen.title).toHaveText('node2')
  await expect(screen.table('Tasks of node2').row('web.1')).toContainText('Running')
  await screen.tab('Labels').click()
  await expect(screen.main.getByRole('textbox', { name: 'Value of label 1' })).toHaveValue('ssd')
  await screen.tab('Spec').click()
  const told = await docker.inspect('node', 'node2')
  await expect(screen.main.getByRole('tabpanel')).toContainText(told.Description.Engine.EngineVersion)
  await docker('node1', 'service', 'rm', 'web')
  await screen.tab('Tasks').click()
  await expect(screen.main.getByText('Nothing runs here now.')).toBeVisible()
})

test('the events of the swarm are in Activity as they happen', async ({ cluster, docker }) => {
  const screen = await cluster.open('activity')
  await expect(screen.title).toHaveText('Activity')
  // The engine remembers events of earlier services too.
  const name = `seen-${Date.now()}`
  await docker.run(name, web)
  const events = screen.main.getByRole('listitem')
  await expect(events.filter({ hasText: `${name} created` })).toBeVisible({ timeout: 2000 })
  await docker('node1', 'node', 'update', '--availability', 'drain', 'node3')
  await expect(events.filter({ hasText: 'node3 set to drain' }).first()).toBeVisible({ timeout: 2000 })
  await docker('node1', 'service', 'rm', name)
  await expect(events.filter({ hasText: `${name} removed` })).toBeVisible({ timeout: 2000 })
  await screen.main.getByRole('textbox', { name: 'Filter activity' }).fill(name)
  await expect(events.filter({ hasText: 'node3' })).toHaveCount(0)
})

test('what is not there says so', async ({ cluster }) => {
  const screen = await cluster.open('services/nobody')
  await expect(screen.main.getByText('There is no service nobody')).toBeVisible()
  await screen.goTo('nodes/nobody')
  await expect(screen.main.getByText('There is no node nobody')).toBeVisible()
  await screen.goTo('stacks/nobody')
  await expect(screen.main.getByText('There is no stack nobody')).toBeVisible()
})
