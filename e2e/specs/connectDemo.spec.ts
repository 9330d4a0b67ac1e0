// The demo swarm: there for whoever has no swarm at hand, and never taken for a real one.
import { expect, test } from '../fixtures/connect.ts'

test('an empty start offers the demo swarm, which is marked as one everywhere', async ({ show }) => {
  const { page, welcome, link } = await show()
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome' })).toBeVisible()
  await page.getByRole('button', { name: 'Open the demo swarm' }).click()
  await link.isUp()

  await expect(link.header.getByText('Demo', { exact: true })).toBeVisible()
  await expect(
    page.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: /, demo:/ }),
  ).toHaveCount(1)
  await expect(page).toHaveTitle(/\(demo\)/)
  await link.header.getByRole('button', { name: /switch cluster/ }).click()
  await expect(page.getByRole('menuitem', { name: /Demo/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: /^Nodes/ }).click()
  await expect(page.getByRole('main').getByRole('row')).toHaveCount(1 + 5)
  await expect(link.header.getByText('Demo', { exact: true })).toBeVisible()

  await welcome.show()
  await expect(welcome.page.getByRole('main').getByText('Demo', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open the demo swarm' })).toBeHidden()
})

test.describe('started with --demo', () => {
  test.use({ hostArgs: ['--demo'] })

  test('the program begins with the overview of the demo swarm', async ({ show }) => {
    const { page, link } = await show()
    await link.isUp()
    await expect(page).toHaveURL(/#\/c\/[^/]+\/overview$/)
    await expect(link.header.getByText('Demo', { exact: true })).toBeVisible()
  })
})
