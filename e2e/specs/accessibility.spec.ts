// axe finds nothing in any page or dialog, in both colour schemes, in a usual window and in the smallest one.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/swarmdeck.ts'
import { Screen } from '../pages/cluster.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const

/** What axe finds, one line a finding, as short as a reader can work with. */
async function findings(page: Page, where: string): Promise<string[]> {
  // Colours are judged once they have arrived: while a dialog fades in, everything is pale.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${where}: ${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`),
  )
}

for (const size of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`at ${size.width}x${size.height} in ${colorScheme}`, async ({ swarmdeck }) => {
      test.setTimeout(180_000)
      const page = await swarmdeck.open()
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const found: string[] = []
      const look = async (where: string) => void found.push(...(await findings(page, where)))

      await expect(page.getByRole('button', { name: 'Open the demo swarm' })).toBeVisible()
      await look('welcome, empty')
      await page.getByRole('main').getByRole('button', { name: 'Add by address' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('add by address')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Open the demo swarm' }).click()
      await expect(page).toHaveURL(/\/overview$/)
      const id = /\/c\/([^/]+)\//.exec(page.url())?.[1] ?? ''
      const screen = new Screen(page, id)
      await expect(screen.region('Nodes and their tasks')).toBeVisible()
      await look('overview')

      for (const place of ['nodes', 'services', 'stacks', 'networks'] as const) {
        await screen.goTo(place)
        await expect(screen.main.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
        await look(place)
      }
      await screen.goTo('nodes')
      const nodes = screen.table('Nodes')
      await nodes.rows.nth(1).getByRole('checkbox').click()
      await nodes.bulkAction('Drain').click()
      await expect(screen.dialog.getByRole('listitem').first()).toBeVisible()
      await look('drain')
      await page.keyboard.press('Escape')
      await expect(screen.dialog).toBeHidden()
      await nodes.rows.first().getByRole('link').first().click()
      await expect(screen.tab('Labels')).toBeVisible()
      await look('node')
      await screen.tab('Labels').click()
      await look('node labels')

      await screen.goTo('stacks')
      await screen.table('Stacks').rows.first().getByRole('link').first().click()
      await expect(screen.main.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
      await look('stack')

      await screen.goTo('services')
      const services = screen.table('Services')
      await services.head('Updated').click()
      await services.rows.first().getByRole('checkbox').click()
      await look('services, one ticked')
      await services.rows.first().getByRole('link').first().click()
      await expect(screen.button('Scale')).toBeVisible()
      await look('service')
      for (const [button, field] of [
        ['Scale', 'Replicas'],
        ['Change image', 'Image'],
      ] as const) {
        if (await screen.button(button).isDisabled()) continue
        await screen.button(button).click()
        await screen.dialog.getByRole('textbox', { name: field }).fill('-1')
        await look(button)
        await page.keyboard.press('Escape')
        await expect(screen.dialog).toBeHidden()
      }
      for (const tab of ['Logs', 'Settings', 'Spec']) {
        await screen.tab(tab).click()
        await expect(screen.main.getByRole('tabpanel', { name: tab })).not.toBeEmpty()
        await look(`service, ${tab}`)
      }
      await screen.button('Restart').click()
      await screen.dialog.getByRole('button', { name: /^Restart / }).click()
      await expect(screen.dialog).toBeHidden()
      await screen.operations.unfold()
      await look('operations')
      await screen.operations.fold()

      await screen.goTo('services/new')
      const form = page.getByRole('form', { name: 'New service' })
      await expect(form).toBeVisible()
      await look('new service')
      for (const noun of ['port', 'variable', 'mount', 'label', 'constraint']) {
        await form.getByRole('button', { name: `Add ${noun}`, exact: true }).click()
      }
      await form.getByRole('button', { name: 'Create service' }).click()
      await look('new service, refused')

      await screen.goTo('activity')
      await expect(screen.main.getByRole('listitem').first()).toBeVisible()
      await look('activity')
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('textbox').fill('scale')
      await look('palette')
      await page.keyboard.press('Escape')

      await page.evaluate(() => (location.hash = '/settings'))
      await expect(screen.main.getByText('Data folder')).toBeVisible()
      await look('settings')
      await page.evaluate(() => (location.hash = '/'))
      await expect(screen.main.getByRole('listitem').first()).toBeVisible()
      await look('welcome')
      await screen.goTo('nowhere')
      await look('no such page')

      expect(found.join('\n')).toBe('')
    })
  }
}
