// See: every table is narrowed down, sorted and walked by keyboard, and its address brings the same view back.
import { expect, test } from '../fixtures/cluster.ts'

const web = 'registry.lab:5000/web:1.0'

test('services are filtered, sorted and narrowed down, and a reload keeps all of it', async ({
  cluster,
  docker,
}) => {
  await docker.run('alpha', web, '--replicas', '3')
  await docker.run('beta', 'registry.lab:5000/chatty:1.0')
  await docker.run('gamma', web, '--constraint', 'node.labels.disk==ssd')
  await docker.run('omega', web, '--mode', 'global')
  const screen = await cluster.open('services')
  const services = screen.table('Services')
  await expect(services.rows).toContainText(['alpha', 'beta', 'gamma', 'omega'])

  await services.filter.fill('web 1.0')
  await expect(services.rows).toContainText(['alpha', 'gamma', 'omega'])
  await services.head('Replicas').click()
  await expect(services.rows).toContainText(['gamma', 'alpha', 'omega'])
  await services.head('Replicas').click()
  await expect(services.rows.last()).toContainText('gamma')

  await services.facet('Status', 'Running').click()
  await expect(services.rows).toHaveCount(2)
  await expect(services.facet('Status', 'Down')).toContainText('1')
  await services.tick('alpha').click()
  await expect(services.bulk).toContainText('1 selected')

  await screen.page.reload()
  await expect(services.filter).toHaveValue('web 1.0')
  await expect(services.rows).toHaveCount(2)
  await expect(services.facet('Status', 'Running')).toHaveAttribute('aria-pressed', 'true')
  await expect(services.tick('alpha')).toBeChecked()
  await expect(services.bulk).toContainText('alpha')

  await services.filter.fill('nobody')
  await expect(screen.main.getByText('Nothing here matches.')).toBeVisible()
  await screen.button('Show all 4').click()
  await expect(services.rows).toHaveCount(4)
})

test('a table is walked by keyboard alone, and Back returns to it', async ({ cluster, docker }) => {
  await docker.run('alpha', web)
  await docker.run('beta', web)
  const screen = await cluster.open('services')
  const services = screen.table('Services')
  await expect(services.rows).toHaveCount(2)
  const { keyboard } = screen.page
  await keyboard.press('/')
  await expect(services.filter).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(services.row('alpha')).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('Space')
  await expect(services.tick('beta')).toBeChecked()
  await keyboard.press('Escape')
  await expect(services.bulk).toBeHidden()
  await keyboard.press('Enter')
  await expect(screen.title).toHaveText('beta')
  await screen.page.goBack()
  await expect(services.rows).toHaveCount(2)
})

test('nodes are narrowed down by role and label and sorted by tasks', async ({ cluster, docker }) => {
  await docker('node1', 'node', 'update', '--label-add', 'zone=a', 'node3')
  await docker.run('web', web, '--replicas', '2', '--constraint', 'node.hostname==node2')
  const screen = await cluster.open('nodes')
  const nodes = screen.table('Nodes')
  await expect(nodes.rows).toContainText(['node1', 'node2', 'node3'])
  await expect(nodes.row('node1')).toContainText('Leader')
  const { Description } = await docker.inspect('node', 'node1')
  await expect(nodes.row('node1')).toContainText(Description.Engine.EngineVersion)
  // Rows hold still under the pointer, so what they are sorted by must be there before.
  await expect(nodes.row('node2').getByRole('img', { name: 'Tasks of node2: 2 running' })).toBeVisible()
  await nodes.head('Tasks').click()
  await nodes.head('Tasks').click()
  await expect(nodes.rows.first()).toContainText('node2')
  await screen.page.setViewportSize({ width: 1600, height: 900 })
  await nodes.choose('Role', 'Worker')
  await expect(nodes.rows).toHaveCount(2)
  await nodes.choose('Label', 'zone=a')
  await expect(nodes.rows).toContainText(['node3'])
  expect(screen.page.url()).toContain('role=Worker')
})

test('a stack groups its services and networks', async ({ cluster, docker, lab }) => {
  const file = [
    'version: "3.8"',
    'services:',
    `  api: { image: "${web}", deploy: { replicas: 2 }, networks: [back] }`,
    `  front: { image: "${web}", networks: [back] }`,
    'networks: { back: {} }',
  ].join('\n')
  await lab.exec('node1', 'sh', '-c', `echo '${file}' | docker stack deploy -c - shop`)
  const screen = await cluster.open('stacks')
  const stack = screen.table('Stacks').row('shop')
  await expect(stack).toContainText('3/3')
  await expect(stack).toContainText('shop_back')
  await stack.getByRole('link', { name: 'shop' }).click()
  await expect(screen.title).toHaveText('shop')
  await expect(screen.table('Services of shop').rows).toContainText(['shop_api', 'shop_front'])
  await screen.fact('Networks').getByRole('link').click()
  const network = screen.table('Networks').row('shop_back')
  await expect(network).toContainText('shop_api, shop_front')
  const told = await docker.inspect('network', 'shop_back')
  await expect(network).toContainText(told.IPAM.Config[0].Subnet)
  await screen.go('Services')
  await screen.page.setViewportSize({ width: 1600, height: 900 })
  await docker.run('lone', web)
  await screen.table('Services').choose('Stack', 'shop')
  await expect(screen.table('Services').rows).toHaveCount(2)
})
