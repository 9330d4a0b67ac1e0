// See: the output of services and tasks, followed, searched, paused and downloaded, without a line missing.
import type { Docker } from '../fixtures/docker.ts'
import { expect, test } from '../fixtures/cluster.ts'
import { type DownloadedLine, Logs } from '../pages/logs.ts'

const chatty = 'registry.lab:5000/chatty:1.0'

/** A service that writes 20 lines, one of them to stderr after them, and two seconds later 5 more. */
async function teller(docker: Docker): Promise<void> {
  const script =
    'for i in $(seq 20); do echo "line $i"; done; echo "something went wrong" >&2; sleep 2; ' +
    'for i in $(seq 21 25); do echo "line $i"; done; sleep 100000'
  const quiet = ['--detach', '--quiet', '--stop-grace-period', '0s']
  await docker('node1', 'service', 'create', ...quiet, '--name', 'teller', chatty, 'sh', '-c', script)
}

/** The numbers that chatty's lines of one task bear. */
const numbersOf = (lines: readonly DownloadedLine[], task: string): number[] =>
  lines.filter((line) => line.task === task).map((line) => Number(/^line (\d+) from /.exec(line.text)?.[1]))

test('a log is followed, and stderr is marked', { tag: '@core' }, async ({ cluster, docker }) => {
  await teller(docker)
  const screen = await cluster.open('services/teller/logs')
  const logs = new Logs(screen.page)
  // Its node may still have to pull the image.
  await expect(logs.line('line 1')).toBeVisible({ timeout: 40_000 })
  await expect(logs.line('line 25')).toBeVisible()
  await expect(logs.lines.getByText('stderr', { exact: true })).toHaveCount(1)
  const told = await docker('node1', 'service', 'logs', '--raw', '--no-trunc', 'teller')
  const shown = await logs.download()
  expect(shown.filter((line) => line.stream === 'stdout').map((line) => line.text)).toEqual(
    told.split('\n').filter((line) => line.startsWith('line ')),
  )
  expect(shown.filter((line) => line.stream === 'stderr')).toMatchObject([
    { task: 'teller.1', text: 'something went wrong' },
  ])
})

test('the reason a task gives on stderr is in its own log', async ({ cluster, docker }) => {
  await docker.run('crash', 'registry.lab:5000/crash:1.0', '--restart-delay', '2s')
  const screen = await cluster.open('services/crash')
  await screen.main.getByRole('checkbox', { name: 'With ended tasks' }).check()
  await screen
    .table('Tasks of crash')
    .rows.filter({ hasText: 'Failed' })
    .last()
    .getByRole('link', { name: 'Logs of crash.1' })
    .click()
  const logs = new Logs(screen.page)
  await expect(screen.main.getByText('Only crash.1')).toBeVisible()
  await expect(logs.lines.getByText('about to fail')).toHaveCount(1)
  await expect(logs.lines.getByText('stderr', { exact: true })).toHaveCount(1)
  await screen.button('All tasks').click()
  await expect(logs.lines.getByText('about to fail').nth(1)).toBeVisible()
})

test('a log is searched, and the hits are walked through', async ({ cluster, docker }) => {
  await teller(docker)
  const screen = await cluster.open('services/teller/logs')
  const logs = new Logs(screen.page)
  await expect(logs.line('line 25')).toBeVisible()
  await screen.page.keyboard.press('/')
  await expect(logs.search).toBeFocused()
  await logs.search.fill('LINE 2')
  await expect(logs.hits).toHaveText('1 of 7')
  await expect(logs.marks).toHaveText(Array.from({ length: 7 }, () => 'line 2'))
  await logs.search.press('Enter')
  await logs.search.press('Enter')
  await expect(logs.hits).toHaveText('2 of 7')
  await expect(logs.follow).toBeVisible()
  await logs.search.press('Shift+Enter')
  await expect(logs.hits).toHaveText('1 of 7')
  await logs.search.fill('nobody says this')
  await expect(logs.hits).toHaveText('none')
})

test('a log is read from a time or for a number of lines on', async ({ cluster, docker }) => {
  await teller(docker)
  const screen = await cluster.open('services/teller/logs')
  const logs = new Logs(screen.page)
  await expect(logs.line('line 25')).toBeVisible()
  const all = await logs.download()
  const pause = Date.parse(all.find((line) => line.text === 'line 20')?.at ?? '') + 1000

  await logs.custom('Last 500 lines', { tail: '3' })
  await expect(logs.line('line 22')).toBeHidden()
  await expect(logs.line('line 25')).toBeVisible()
  expect((await logs.download()).map((line) => line.text)).toEqual(['line 23', 'line 24', 'line 25'])

  await logs.custom('3 lines', { since: new Date(pause).toISOString() })
  await expect(logs.line('line 21')).toBeVisible()
  await expect(logs.line('line 20')).toBeHidden()

  await logs.custom('All since', { since: 'yesterday', tail: '1.5' })
  await expect(logs.since).toHaveAccessibleDescription(/Enter a time/)
  await expect(logs.tail).toHaveAccessibleDescription(/whole number/)
})

test('a pause holds still and counts, and nothing is missing when it follows again', async ({
  cluster,
  docker,
}) => {
  await docker.run('chatty', chatty, '--replicas', '2', '--env', 'RATE=200')
  const screen = await cluster.open('services/chatty/logs')
  const logs = new Logs(screen.page)
  await logs.range('Last 500 lines', 'Everything')
  await expect(logs.lines.getByText(/^line \d{3,} from/).first()).toBeVisible()

  await logs.pause.click()
  const held = await logs.lines.innerText()
  await expect(logs.follow).toHaveText(/Follow, (\d{3,}|\d,\d{3}) new/, { timeout: 20_000 })
  expect(await logs.lines.innerText()).toBe(held)

  await logs.follow.click()
  await expect(logs.lines).not.toHaveText(held)
  await logs.pause.click()
  const lines = await logs.download()
  const stamps = lines.map((line) => line.at)
  expect(stamps).toEqual([...stamps].sort())
  for (const task of ['chatty.1', 'chatty.2']) {
    const numbers = numbersOf(lines, task)
    expect(numbers.length, task).toBeGreaterThan(200)
    expect(numbers, task).toEqual(numbers.map((_, index) => index + 1))
  }
  // One task is left out by its tick.
  await logs.pane.getByRole('checkbox', { name: /^chatty\.2/ }).click()
  expect(numbersOf(await logs.download(), 'chatty.2')).toEqual([])
})
