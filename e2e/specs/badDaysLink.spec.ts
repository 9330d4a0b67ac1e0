// A manager or the program itself that goes away under an open page: what is on the screen is marked as old, nothing can
// be changed, the page is never blank, and all comes back by itself.
import { createServer } from 'node:net'
import { expect, remindWorkersOfLogs, restBehind, screenOf, test } from '../fixtures/connect.ts'
import { startBrowserHost } from '../fixtures/host.ts'
import { Cluster, type Screen } from '../pages/cluster.ts'
import type { Link } from '../pages/connectLink.ts'

const web = 'registry.lab:5000/web:1.0'

test('a manager that loses its power', { tag: '@core' }, async ({ swarmdeck, lab, docker, hostKind }) => {
  test.setTimeout(150_000)
  await docker.run('bad-web', web)
  const id = await swarmdeck.save({ name: 'prod', endpoint: lab.ssh() })
  const cluster = await new Cluster(swarmdeck, id).open('services/bad-web')
  const { link } = screenOf(cluster.page)
  await expect(cluster.fact('Replicas')).toContainText('1/1', { timeout: 20_000 })
  await lab.kill('node1')
  try {
    await isShownAsOld(cluster, link)
    await expect(link.banner).toContainText(/Next try/)
    if (hostKind === 'browser') {
      const start = Date.now()
      const refused = await (
        await restBehind(cluster.page)
      ).post(`/api/swarm/services/bad-web/scale?connection=${id}`, { replicas: 3 })
      expect(refused.code).toMatch(/^(link\.lost|connection\.notConnected)$/)
      expect(Date.now() - start).toBeLessThan(10_000)
    }
    await cluster.go('Nodes')
    await expect(cluster.table('Nodes').row('node1'), 'the last picture stays').toBeVisible()
    await expect(link.banner).toBeVisible()
  } finally {
    await lab.start('node1')
  }
  await expect(link.word).toContainText('Connected', { timeout: 40_000 })
  await docker.run('bad-after', web)
  await expect(link.banner).toBeHidden({ timeout: 40_000 })
  await cluster.go('Services')
  await expect(cluster.table('Services').row('bad-after')).toBeVisible({ timeout: 20_000 })
  await cluster.goTo('services/bad-web')
  await cluster.button('Scale').click()
  await cluster.dialog.getByRole('textbox', { name: 'Replicas' }).fill('2')
  await cluster.dialog.getByRole('button', { name: 'Scale bad-web' }).click()
  await expect
    .poll(async () => (await docker.inspect('service', 'bad-web')).Spec.Mode.Replicated.Replicas)
    .toBe(2)
})

test('a cable that is pulled; what happened meanwhile is there once it is plugged again', async ({
  swarmdeck,
  lab,
  docker,
}) => {
  test.setTimeout(150_000)
  await docker.run('bad-before', web)
  const id = await swarmdeck.save({ name: 'prod', endpoint: lab.ssh() })
  const cluster = await new Cluster(swarmdeck, id).open('services/bad-before')
  const { link } = screenOf(cluster.page)
  await expect(cluster.title).toContainText('bad-before', { timeout: 20_000 })
  await cluster.button('Scale').click()
  await cluster.dialog.getByRole('textbox', { name: 'Replicas' }).fill('2')
  const scale = cluster.dialog.getByRole('button', { name: 'Scale bad-before' })
  await expect(scale).toBeEnabled()
  await lab.cut('node1')
  try {
    await expect(cluster.dialog, 'a question that was open already').toContainText(
      /The link is being restored|Not connected/,
      { timeout: 15_000 },
    )
    await expect(scale).toBeDisabled()
    await cluster.dialog.getByRole('button', { name: 'Cancel' }).click()
    await isShownAsOld(cluster, link)
    await docker.run('bad-meanwhile', web)
    await docker('node1', 'service', 'rm', 'bad-before')
    await cluster.go('Services')
    await expect(cluster.table('Services').row('bad-before'), 'nobody could know yet').toBeVisible()
    await expect(cluster.table('Services').row('bad-meanwhile')).toBeHidden()
  } finally {
    await lab.heal('node1')
  }
  await expect(cluster.table('Services').row('bad-meanwhile'), 'by itself').toBeVisible({ timeout: 40_000 })
  await expect(cluster.table('Services').row('bad-before')).toBeHidden()
  await expect(link.banner).toBeHidden()
  await expect(link.word).toContainText('Connected')
  await remindWorkersOfLogs(lab)
})

test(
  'the program behind the page is killed: told at once, and taken up again where its token is the same',
  { tag: '@browser' },
  async ({ page, folders }) => {
    test.setTimeout(90_000)
    const port = await freePort()
    const start = (token: string) =>
      startBrowserHost(folders, ['--demo', '--port', String(port), '--token', token])
    const first = await start('the-token-of-this-page')
    const { link } = screenOf(page)
    try {
      await page.goto(first.address)
      await link.isUp()
      await first.kill()
      await expect(link.banner).toContainText('This page lost its link to Swarmdeck.')
      await expect(link.banner).toContainText('What you see is old')
      await expect(link.word).toContainText('No word from Swarmdeck')
      await expect(
        page.getByRole('region', { name: 'Nodes and their tasks' }),
        'the last picture stays',
      ).toBeVisible()
    } finally {
      await first.kill()
    }
    const second = await start('the-token-of-this-page')
    try {
      await expect(link.banner).toBeHidden({ timeout: 20_000 })
      await link.isUp()
    } finally {
      await second.kill()
    }
    await expect(link.banner).toBeVisible()
    const third = await start('another-token-of-another-run')
    try {
      await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'rpc.forbidden', { timeout: 20_000 })
      await expect(page.getByRole('alert')).toContainText('Swarmdeck does not let this page in.')
      await expect(page.getByRole('main')).toContainText('Every run of the program has a token of its own.')
    } finally {
      await third.stop()
    }
  },
)

async function isShownAsOld(cluster: Screen, link: Link): Promise<void> {
  await expect(link.word).toContainText(/Reconnecting|Out of reach/, { timeout: 15_000 })
  await expect(link.banner).toContainText(/The link is (being restored|down)\./)
  await expect(link.banner).toContainText(/What you see is as of .+ ago/)
  await expect(cluster.title).toBeVisible()
  await expect(cluster.button('Scale')).toHaveAttribute('aria-disabled', 'true')
  await expect(cluster.button('Scale')).toHaveAccessibleDescription(
    /The link is being restored|Not connected/,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
