// See: the overview says whether the swarm is well and why not, and what the docker command line changes is on the screen
// within two seconds, on whichever page one is.
import { expect, test } from '../fixtures/cluster.ts'

const image = (name: string) => `registry.lab:5000/${name}`
/** From the return of the docker command to the screen. */
const atOnce = { timeout: 2000 }

test.describe('the overview', () => {
  test(
    'says that all is well, and names every node and what runs on it',
    { tag: '@core' },
    async ({ cluster, docker }) => {
      await docker.run('web', image('web:1.0'), '--mode', 'global')
      const screen = await cluster.open()
      await expect(screen.title).toHaveText('lab runs everything as asked.')
      const map = screen.region('Nodes and their tasks')
      for (const node of ['node1', 'node2', 'node3']) {
        await expect(map.getByRole('img', { name: `Tasks of ${node}: 1 running` })).toBeVisible()
      }
      await expect(map).toContainText('1 of 1 manager answers')
      await expect(screen.region('Not settled')).toContainText('Everything runs as asked.')
      await expect(screen.page.getByRole('banner').getByRole('status')).toContainText('Connected')
    },
  )

  test('says what is missing and why, each with the way to it', async ({ cluster, docker }) => {
    await docker.run('web', image('web:1.0'))
    await docker.run('stuck', image('web:1.0'), '--constraint', 'node.labels.disk==ssd')
    const screen = await cluster.open()
    await expect(screen.title).toHaveText(
      'lab does not serve everything: stuck runs none of 1 replica because no node meets its constraints.',
    )
    await expect(screen.region('Not settled')).toContainText('node.labels.disk==ssd')
    await screen.title.getByRole('link', { name: 'stuck' }).click()
    await expect(screen.title).toHaveText('stuck')
    await expect(screen.region('Why stuck is not as asked')).toContainText(
      'no suitable node (scheduling constraints not satisfied on 3 nodes)',
    )
    await docker('node1', 'node', 'update', '--label-add', 'disk=ssd', 'node2')
    await screen.go('Overview')
    await expect(screen.title).toHaveText('lab runs everything as asked.')
  })

  test('says that a node is drained', async ({ cluster, docker }) => {
    const screen = await cluster.open()
    await expect(screen.title).toHaveText('lab runs everything as asked.')
    await docker('node1', 'node', 'update', '--availability', 'drain', 'node3')
    await expect(screen.title).toContainText('node3', atOnce)
    await expect(
      screen.region('Nodes and their tasks').getByRole('listitem').filter({ hasText: 'node3' }),
    ).toContainText('Drained', atOnce)
  })
})

test.describe('what the docker command line does is on the screen at once', () => {
  test('a service that is created, scaled and removed', { tag: '@core' }, async ({ cluster, docker }) => {
    const screen = await cluster.open('services')
    const services = screen.table('Services')
    await expect(screen.main.getByText('No services yet')).toBeVisible()

    await docker.run('web', image('web:1.0'), '--replicas', '2')
    await expect(services.row('web')).toBeVisible(atOnce)
    await expect(services.row('web')).toContainText('2/2')

    await docker('node1', 'service', 'scale', '--detach', 'web=3')
    await expect(services.row('web')).toContainText('/3', atOnce)
    await expect(services.row('web')).toContainText('3/3')

    await docker('node1', 'service', 'update', '--detach', '--env-add', 'A=1', 'web')
    await expect(services.row('web')).toContainText('Updating', atOnce)

    await docker('node1', 'service', 'rm', 'web')
    await expect(services.row('web')).toBeHidden(atOnce)
  })

  test('a node that is paused, labelled and activated', async ({ cluster, docker }) => {
    const screen = await cluster.open('nodes')
    const node = screen.table('Nodes').row('node2')
    await expect(node).toContainText('Ready')
    await docker('node1', 'node', 'update', '--availability', 'pause', 'node2')
    await expect(node).toContainText('Paused', atOnce)
    await docker('node1', 'node', 'update', '--availability', 'active', 'node2')
    await expect(node).toContainText('Ready', atOnce)
    await node.getByRole('link', { name: 'node2' }).click()
    await docker('node1', 'node', 'update', '--label-add', 'disk=ssd', 'node2')
    await expect(screen.tab('Labels 1')).toBeVisible(atOnce)
  })

  test('a network that is created and removed', async ({ cluster, docker }) => {
    const screen = await cluster.open('networks')
    const networks = screen.table('Networks')
    await expect(networks.row('ingress')).toContainText('overlay')
    await docker('node1', 'network', 'create', '--driver', 'overlay', '--attachable', 'back')
    await expect(networks.row('back')).toContainText('attachable', atOnce)
    await docker('node1', 'network', 'rm', 'back')
    await expect(networks.row('back')).toBeHidden(atOnce)
  })
})
