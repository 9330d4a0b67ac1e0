// Host keys: an unknown one is compared and accepted once, a known one is never asked about, a changed one is blocked.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, hostKey, keygenLine, know, meet, test } from '../fixtures/connect.ts'
import type { Lab } from '../fixtures/lab.ts'
import { FirstContact } from '../pages/connectFirstContact.ts'
import type { Welcome } from '../pages/connectWelcome.ts'

test('an unknown key is shown as ssh-keygen prints it, and trusted only after it was compared', async ({
  show,
  lab,
  swarmdeck,
}) => {
  const { page, welcome, link } = await show()
  await add(welcome, lab)
  await link.fails('ssh.hostKeyUnknown', lab.fingerprint('node1'), 'Compare the fingerprint')
  await link.notice.getByRole('button', { name: 'Compare its key…' }).click()

  const contact = new FirstContact(page)
  expect(keygenLine(lab, 'node1')).toContain(` ${await contact.fingerprint()} `)
  await expect(contact.trust).toBeDisabled()
  await contact.paste(keygenLine(lab, 'node2'))
  await expect(contact.verdict).toContainText('Another key. Do not trust it')
  await expect(contact.compared, 'no box to tick over a key that differs').toBeHidden()
  await expect(contact.trust).toBeDisabled()
  await contact.paste('SHA256:short')
  await expect(contact.verdict).toContainText('No whole SHA256 fingerprint')
  await expect(contact.trust).toBeDisabled()
  await contact.paste(keygenLine(lab, 'node1'))
  await expect(contact.verdict).toContainText('Same key')
  await expect(contact.trust).toBeEnabled()
  await contact.paste('')
  await expect(contact.trust).toBeDisabled()
  await contact.compared.check()
  await expect(contact.trust).toBeEnabled()
  await contact.accept()
  await link.isUp()

  const own = readFileSync(join(swarmdeck.data, 'known_hosts'), 'utf8')
  expect(own).toBe(`${lab.address('node1')} ${hostKey(lab, 'node1')}\n`)
  expect(existsSync(join(swarmdeck.home, '.ssh', 'known_hosts')), "the user's own file is left alone").toBe(
    false,
  )

  await page.reload()
  await link.isUp()
  await swarmdeck.restart()
  const again = await show()
  await again.page.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: /^keys/ }).click()
  await again.link.isUp()
})

test('each machine on the way is met in turn, the jump host first', async ({ show, lab, swarmdeck }) => {
  const { page, welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({
    name: 'far',
    host: lab.address('node1'),
    user: 'root',
    keyPath: lab.key(),
    jump: [{ host: lab.address('node2'), user: 'root', keyPath: lab.key() }],
  })
  await dialog.add()
  for (const node of ['node2', 'node1'] as const) {
    await link.fails('ssh.hostKeyUnknown', lab.fingerprint(node), 'Compare the fingerprint')
    await link.notice.getByRole('button', { name: 'Compare its key…' }).click()
    const contact = new FirstContact(page)
    await expect(contact.root).toContainText(`${lab.address(node)}:22`)
    await contact.paste(keygenLine(lab, node))
    await contact.accept()
  }
  await link.isUp()
  expect(readFileSync(join(swarmdeck.data, 'known_hosts'), 'utf8').trim().split('\n')).toHaveLength(2)
})

test("on request the key is written to the user's own known_hosts", async ({ show, lab, swarmdeck }) => {
  const { page, welcome } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({ name: 'keys', host: lab.address('node1'), user: 'root', keyPath: lab.key() })
  await dialog.test()
  const contact = new FirstContact(page)
  await contact.paste(lab.fingerprint('node1'))
  await contact.rememberForUser()
  await contact.accept()
  await expect(dialog.found, 'the test goes on by itself').toContainText('Reached node1')

  const file = join(swarmdeck.home, '.ssh', 'known_hosts')
  expect(readFileSync(file, 'utf8')).toBe(`${lab.address('node1')} ${hostKey(lab, 'node1')}\n`)
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  expect(existsSync(join(swarmdeck.data, 'known_hosts'))).toBe(false)
})

test('a hashed entry and one for [host]:port are honoured, and each for its own port only', async ({
  show,
  lab,
  swarmdeck,
}) => {
  know(swarmdeck, `[${lab.address('node1')}]:2222 ${hostKey(lab, 'node1')}`)
  execFileSync('ssh-keygen', ['-q', '-H', '-f', join(swarmdeck.home, '.ssh', 'known_hosts')], {
    stdio: 'ignore',
  })
  expect(readFileSync(join(swarmdeck.home, '.ssh', 'known_hosts'), 'utf8')).toMatch(/^\|1\|/)
  const { welcome, link } = await show()
  await add(welcome, lab, { name: 'strict', port: 2222 })
  await link.isUp()
  await add(welcome, lab, { name: 'usual port' })
  await link.fails('ssh.hostKeyUnknown', lab.fingerprint('node1'), 'Compare the fingerprint')
})

test('a revoked key is refused without a way around it', async ({ show, lab, swarmdeck }) => {
  meet(swarmdeck, lab, 'node1')
  know(swarmdeck, `@revoked * ${hostKey(lab, 'node1')}`)
  const { welcome, link } = await show()
  await add(welcome, lab)
  await link.fails('ssh.hostKeyRevoked', 'known_hosts:2', 'Do not connect')
  await expect(link.notice.getByRole('button', { name: /trust|compare|accept/i })).toHaveCount(0)
})

test('a changed key blocks the connection with no button around it, until known_hosts is put right by hand', async ({
  show,
  lab,
  swarmdeck,
}) => {
  know(swarmdeck, `${lab.address('node1')} ${hostKey(lab, 'node2')}`)
  const { page, welcome, link } = await show()
  await add(welcome, lab)
  await link.fails(
    'ssh.hostKeyChanged',
    'is not the one on record',
    'remove its old line from known_hosts by hand',
  )
  await expect(link.notice).toContainText(lab.fingerprint('node1'))
  await expect(link.notice).toContainText('known_hosts:1')
  await expect(link.notice.getByRole('button')).toHaveText(['', 'Try again', 'Copy details'])
  await link.notice.getByRole('button', { name: 'Try again' }).click()
  await expect(link.notice).toHaveAttribute('data-code', 'ssh.hostKeyChanged')

  const dialog = await welcome.addByAddress()
  await dialog.ssh({ name: 'again', host: lab.address('node1'), user: 'root', keyPath: lab.key() })
  await dialog.test()
  await expect(dialog.trouble).toHaveAttribute('data-code', 'ssh.hostKeyChanged')
  await expect(page.getByRole('dialog', { name: /^First contact/ })).toBeHidden()
  await dialog.cancel()

  writeFileSync(
    join(swarmdeck.home, '.ssh', 'known_hosts'),
    `${lab.address('node1')} ${hostKey(lab, 'node1')}\n`,
  )
  await link.notice.getByRole('button', { name: 'Try again' }).click()
  await link.isUp()
})

async function add(welcome: Welcome, lab: Lab, { name = 'keys', port = 22 } = {}): Promise<void> {
  const dialog = await welcome.addByAddress()
  await dialog.ssh({ name, host: lab.address('node1'), port, user: 'root', keyPath: lab.key() })
  await dialog.add()
  await expect(dialog.root).toBeHidden()
}
