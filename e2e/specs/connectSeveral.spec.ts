// The saved connections themselves: several at once, changed, removed, and refused where a field is wrong.
import { expect, meet, test } from '../fixtures/connect.ts'
import { Table } from '../pages/table.ts'

const web = 'registry.lab:5000/web:1.0'

test('two clusters are connected at once, each with data of its own', async ({
  show,
  swarmdeck,
  lab,
  docker,
}) => {
  await docker.run('only-in-the-lab', web)
  await swarmdeck.save({ name: 'lab', endpoint: lab.ssh() })
  const { page, welcome, link } = await show()
  await page.getByRole('button', { name: 'Open the demo swarm' }).click()
  await link.isUp()
  const rail = page.getByRole('navigation', { name: 'Clusters' })
  const services = new Table(page, 'Services')
  const places = page.getByRole('navigation', { name: 'Places' })

  for (const round of [1, 2]) {
    await rail.getByRole('link', { name: /^lab:/ }).click()
    await link.isUp()
    await expect(link.header, `round ${round}`).toContainText(lab.address('node1'))
    await places.getByRole('link', { name: /^Services/ }).click()
    await expect(services.row('only-in-the-lab')).toBeVisible()
    await expect(services.rows).toHaveCount(1)

    await rail.getByRole('link', { name: /, demo:/ }).click()
    await link.isUp()
    await expect(link.header).not.toContainText(lab.address('node1'))
    await places.getByRole('link', { name: /^Services/ }).click()
    await expect(services.rows).toHaveCount(12)
    await expect(services.row('only-in-the-lab')).toBeHidden()
  }
  await welcome.show()
  await expect(welcome.card('lab').getByRole('definition').first()).toHaveText('3')
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Demo' }).getByRole('definition').first(),
  ).toHaveText('5')
})

test('a connection is renamed, moved and removed; a taken name is refused', async ({
  show,
  swarmdeck,
  lab,
  docker,
}) => {
  meet(swarmdeck, lab, 'node1', 'node2')
  await docker.run('stays', web)
  await swarmdeck.save({ name: 'first', endpoint: lab.ssh() })
  await swarmdeck.save({ name: 'second', endpoint: lab.ssh({ node: 'node2' }) })
  const { page, welcome, link } = await show()
  const taken = await welcome.edit('second')
  await taken.field('Name').fill('FIRST')
  await taken.root.getByRole('button', { name: 'Save changes' }).click()
  await expect(taken.field('Name')).toHaveAccessibleDescription('Another connection is named FIRST.')
  await taken.field('Name').fill('renamed')
  await taken.field('Host').fill(lab.address('node1'))
  await taken.save()
  await expect(welcome.card('renamed')).toContainText(`ssh root@${lab.address('node1')}`)
  await expect(welcome.card('second')).toBeHidden()

  await page
    .getByRole('navigation', { name: 'Clusters' })
    .getByRole('link', { name: /^renamed/ })
    .click()
  await link.isUp()
  await welcome.show()
  await welcome.choose('renamed', 'Remove…')
  const sure = page.getByRole('dialog', { name: 'Remove renamed from Swarmdeck?' })
  await expect(sure).toContainText('The cluster goes on as it is.')
  await sure.getByRole('button', { name: 'Remove renamed' }).click()
  await expect(welcome.card('renamed')).toBeHidden()
  await expect(welcome.card('first')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Done from here' })).toContainText('removed ssh root@')
  expect((await docker.list('service', 'ls')).map((each) => each['Name'])).toEqual(['stays'])

  await swarmdeck.restart()
  const again = await show()
  await expect(again.welcome.card('first')).toBeVisible()
  await expect(again.welcome.card('renamed')).toBeHidden()
})

test('what is no address is refused at its field, and nothing is saved', async ({ show }) => {
  const { welcome } = await show()
  const dialog = await welcome.addByAddress()
  const refused = async (label: string, value: string, reason: string) => {
    await dialog.ssh({ name: 'x', host: '10.0.0.1', port: 22, user: 'root' })
    await dialog.field(label).fill(value)
    await dialog.add()
    await expect(dialog.field(label)).toHaveAttribute('aria-invalid', 'true')
    await expect(dialog.field(label)).toHaveAccessibleDescription(reason)
  }
  await refused('Port', '0', 'A port is between 1 and 65535.')
  await refused('Port', '65536', 'A port is between 1 and 65535.')
  await refused('Port', '22x', 'Enter a port number.')
  await refused(
    'Host',
    'not a host',
    'A host name holds letters, digits, dots and hyphens only; no user, port or path.',
  )
  await refused('Host', '', 'Enter a host name or an address.')
  await refused(
    'Host',
    'root@10.0.0.1',
    'A host name holds letters, digits, dots and hyphens only; no user, port or path.',
  )
  await refused('Login', 'root@host', 'A login has no spaces, @, : or slashes.')
  await refused('Login', '', 'Enter the login.')
  await refused('Name', 'a/b', 'A name has no slashes or control characters.')
  await dialog.cancel()
  await expect(
    welcome.page.getByRole('heading', { level: 1, name: 'Welcome' }),
    'still without a connection',
  ).toBeVisible()
})
