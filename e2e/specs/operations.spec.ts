// Act: what is under way survives a reload and is taken back; changes by others meanwhile are told; all of it is in Activity.
import { expect, test } from '../fixtures/cluster.ts'
import { ActionDialog } from '../pages/actionDialog.ts'

const web = 'registry.lab:5000/web:1.0'
/** Stopping, starting and watching tasks takes the engine a while. */
const settled = { timeout: 30_000 }

test('the tray keeps what was done over a reload, and takes it back', async ({ cluster, docker }) => {
  await docker.run('web', web, '--update-delay', '2s', '--replicas', '2')
  const screen = await cluster.open('services/web')
  await expect(screen.fact('Replicas')).toHaveText('2/2')
  const dialog = new ActionDialog(screen.page)
  await screen.button('Restart').click()
  await dialog.confirm('Restart web')
  await expect(screen.operations.item('Restarting web')).toContainText('of 2')
  await screen.page.reload()
  await expect(screen.operations.item('Restarting web')).toContainText('of 2')
  await expect(screen.operations.item('Restarting web')).toContainText('converged', settled)

  await screen.button('Scale').click()
  await dialog.field('Replicas').fill('1')
  await dialog.confirm('Scale web to 1')
  await expect(screen.operations.item('Scaling web to 1')).toContainText('converged', settled)
  await screen.operations.unfold()
  await expect(screen.operations.entry('Scaling web to 1')).toContainText('Converged')
  await screen.operations.undo('Scaling web to 1').click()
  await expect(dialog.title).toHaveText('Scale web from 1 to 2?')
  await dialog.confirm('Scale web to 2')
  await expect(screen.operations.item('Scaling web to 2')).toContainText('converged', settled)
  expect((await docker.inspect('service', 'web')).Spec.Mode.Replicated.Replicas).toBe(2)
})

test(
  'a change made by somebody else meanwhile is told before anything is done',
  { tag: '@core' },
  async ({ cluster, docker }) => {
    await docker.run('web', web)
    const screen = await cluster.open('services/web')
    await screen.button('Scale').click()
    const dialog = new ActionDialog(screen.page)
    await dialog.field('Replicas').fill('3')
    await expect(dialog.title).toHaveText('Scale web from 1 to 3?')
    await docker('node1', 'service', 'scale', '--detach', 'web=2')
    await dialog.verb('Scale web to 3').click()
    await expect(dialog.refusal).toContainText('it was 1 when you looked and is 2 now')
    expect((await docker.inspect('service', 'web')).Spec.Mode.Replicated.Replicas).toBe(2)
    await dialog.lookAgain.click()
    await expect(dialog.title).toHaveText('Scale web from 2 to 3?')
    await dialog.confirm('Scale web to 3')
    await expect(screen.operations.item('Scaling web to 3')).toContainText('converged', settled)
    expect((await docker.inspect('service', 'web')).Spec.Mode.Replicated.Replicas).toBe(3)
  },
)

test('two changes of different things at once both take place', async ({ cluster, docker }) => {
  await docker.run('web', web)
  const screen = await cluster.open('services/web')
  await screen.button('Scale').click()
  const dialog = new ActionDialog(screen.page)
  await dialog.field('Replicas').fill('2')
  await expect(dialog.title).toHaveText('Scale web from 1 to 2?')
  await docker('node1', 'service', 'update', '--detach', '--label-add', 'team=blue', 'web')
  await dialog.confirm('Scale web to 2')
  await expect(screen.operations.item('Scaling web to 2')).toContainText('converged', settled)
  const { Spec } = await docker.inspect('service', 'web')
  expect(Spec.Mode.Replicated.Replicas).toBe(2)
  expect(Spec.Labels).toEqual({ team: 'blue' })
})

test('every change is in Activity with who, what and how it ended', async ({ cluster, docker }) => {
  await docker.run('web', web)
  const screen = await cluster.open('services/web')
  const dialog = new ActionDialog(screen.page)
  await screen.button('Scale').click()
  await dialog.field('Replicas').fill('2')
  await dialog.confirm('Scale web to 2')
  await expect(screen.operations.item('Scaling web to 2')).toContainText('converged', settled)
  await screen.go('Activity')
  await screen.main.getByText('Done from here', { exact: true }).click()
  const entry = screen.main.getByRole('listitem').filter({ hasText: 'scale to 2 replicas' })
  await expect(entry).toContainText('web')
  await expect(entry.getByRole('img', { name: 'Converged' })).toBeVisible()
})
