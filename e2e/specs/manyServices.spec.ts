// A swarm with more than a thousand services is still a table one can work in.
import { expect, test } from '../fixtures/swarmdeck.ts'
import { Screen } from '../pages/cluster.ts'

test('twelve hundred services are shown, filtered, sorted and scrolled', async ({ swarmdeck }) => {
  const endpoint = { kind: 'demo', nodes: 40, services: 1200 } as const
  const id = await swarmdeck.save({ name: 'large', endpoint })
  const page = await swarmdeck.open(`/c/${id}/services`)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  const services = new Screen(page, id).table('Services')
  await expect(services.grid).toHaveAttribute('aria-rowcount', '1201', { timeout: 30_000 })

  // Only what is in sight is drawn; the end is reached all the same.
  const first = await services.rows.first().innerText()
  await services.rows.first().focus()
  await page.keyboard.press('End')
  await expect(services.grid.locator('[aria-rowindex="1201"]')).toBeFocused()
  expect(await services.rows.count()).toBeLessThan(150)
  await page.keyboard.press('Home')
  await expect(services.rows.first()).toBeFocused()
  expect((await services.rows.first().innerText()).split('\n')[0]).toBe(first.split('\n')[0])

  const name = await services.rows.nth(5).getByRole('link').first().innerText()
  await services.filter.fill(name)
  await expect(services.row(name)).toBeVisible()
  await expect(services.grid).not.toHaveAttribute('aria-rowcount', '1201')
  await services.filter.fill('')
  await expect(services.grid).toHaveAttribute('aria-rowcount', '1201')
  await services.head('Replicas').click()
  await services.head('Replicas').click()
  await expect(services.grid.getByRole('columnheader', { name: 'Replicas' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await services.grid.getByRole('checkbox', { name: 'Select all shown' }).click()
  await expect(services.bulk).toContainText('1200 selected')
  await page.keyboard.press('Escape')
  expect(errors).toEqual([])
})
