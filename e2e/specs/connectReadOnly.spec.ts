// A read-only connection: every control says why it is disabled, and what goes past the screen is refused all the same.
import { type Locator } from '@playwright/test'
import { callWire, expect, restBehind, screenOf, test } from '../fixtures/connect.ts'
import { Cluster } from '../pages/cluster.ts'

const web = 'registry.lab:5000/web:1.0'
const why = 'This connection is read-only'

test(
  'nothing can be changed through it, from any page, and everything once changes are allowed',
  { tag: '@core' },
  async ({ swarmdeck, lab, docker }) => {
    test.setTimeout(90_000)
    const id = await swarmdeck.save({ name: 'watch', readOnly: true, endpoint: lab.ssh() })
    await docker.run('ro-web', web)
    const cluster = await new Cluster(swarmdeck, id).open('services/ro-web')
    const { welcome, link } = screenOf(cluster.page)
    await expect(link.header.getByText('Read-only', { exact: true })).toBeVisible()
    await expect(cluster.title).toContainText('ro-web')

    for (const name of ['Scale', 'Change image', 'Restart', 'Roll back'])
      await isRefused(cluster.button(name))
    await cluster.button('More actions on ro-web').click()
    await expect(cluster.page.getByRole('menu')).toContainText(why)
    await expect(cluster.page.getByRole('menuitem', { name: 'Remove…' })).toBeDisabled()
    await cluster.page.keyboard.press('Escape')
    await cluster.button('Scale').hover()
    await expect(cluster.page.getByRole('tooltip')).toContainText(why)
    await cluster.button('Scale').click({ force: true })
    await expect(cluster.dialog).toBeHidden()

    await cluster.go('Services')
    await isRefused(cluster.button('Create').first())
    const services = cluster.table('Services')
    await services.tick('ro-web').click()
    for (const name of ['Scale', 'Restart', 'Roll back', 'Remove']) await isRefused(services.bulkAction(name))

    await cluster.goTo('services/new')
    await isRefused(cluster.button('Create service'))
    await cluster.goTo('nodes/node2')
    for (const name of ['Drain', 'Pause']) await isRefused(cluster.button(name))
    await cluster.tab('Labels').click()
    await isRefused(cluster.button('Save labels…'))

    await welcome.show()
    await expect(welcome.card('watch')).toContainText('Read-only')
    await welcome.choose('watch', 'Allow changes')
    await expect(welcome.card('watch')).not.toContainText('Read-only')
    await cluster.goTo('services/ro-web')
    await cluster.button('Scale').click()
    await cluster.dialog.getByRole('textbox', { name: 'Replicas' }).fill('2')
    await cluster.dialog.getByRole('button', { name: 'Scale ro-web' }).click()
    await expect
      .poll(async () => (await docker.inspect('service', 'ro-web')).Spec.Mode.Replicated.Replicas)
      .toBe(2)
  },
)

test(
  'what goes past the screen is refused by the program itself',
  { tag: '@browser' },
  async ({ swarmdeck, lab, docker }) => {
    const id = await swarmdeck.save({ name: 'watch', endpoint: lab.ssh() })
    await docker.run('ro-past', web)
    const cluster = await new Cluster(swarmdeck, id).open('services/ro-past')
    await cluster.button('Scale').click()
    await cluster.dialog.getByRole('textbox', { name: 'Replicas' }).fill('3')
    await expect(cluster.dialog.getByRole('button', { name: 'Scale ro-past' })).toBeEnabled()

    // Made read-only elsewhere, while a dialog stands open.
    const rest = await restBehind(cluster.page)
    expect((await rest.patch(`/api/connections/${id}`, { readOnly: true })).success).toBe(true)
    await expect(cluster.dialog).toContainText(why)
    await expect(cluster.dialog.getByRole('button', { name: 'Scale ro-past' })).toBeDisabled()

    const scale = await rest.post('/api/swarm/services/ro-past/scale', { replicas: 3 })
    expect(scale).toMatchObject({ status: 403, code: 'connection.readOnly' })
    const action = { kind: 'service.scale', service: 'ro-past', replicas: 3 }
    expect(await callWire(cluster.page, 'actions.run', { connectionId: id, action })).toMatchObject({
      kind: 'error',
      error: { code: 'connection.readOnly' },
    })
    expect((await docker.inspect('service', 'ro-past')).Spec.Mode.Replicated.Replicas).toBe(1)
  },
)

/** Keeps its place, does nothing, and says why to everybody. */
async function isRefused(button: Locator): Promise<void> {
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(new RegExp(`^${why}`))
}
