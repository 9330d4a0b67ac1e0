// After everything that a bad day brings, nothing secret is in the log, in the database, or on the audit page.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, meet, test } from '../fixtures/connect.ts'

test(
  'no password, passphrase, key, join token or web token is left anywhere',
  { tag: '@core' },
  async ({ show, lab, docker, swarmdeck }) => {
    test.setTimeout(90_000)
    meet(swarmdeck, lab, 'node1')
    const tokens = await Promise.all(
      ['manager', 'worker'].map((role) => docker('node1', 'swarm', 'join-token', '-q', role)),
    )
    const { page, welcome, link } = await show()
    const webToken = await page.evaluate(() => sessionStorage.getItem('swarmdeck.token'))
    const way = { host: lab.address('node1'), user: 'ops' }

    let dialog = await welcome.addByAddress()
    await dialog.ssh({ ...way, name: 'wrong', login: 'password', secret: 'wrong-secret-one' })
    await dialog.test()
    await expect(dialog.trouble).toHaveAttribute('data-code', 'ssh.authFailed')
    await dialog.add()
    await link.fails('ssh.authFailed', 'ops@', 'Check the user name')
    dialog = await welcome.addByAddress()
    await dialog.ssh({ ...way, name: 'locked', keyPath: lab.key('locked'), secret: 'wrong-secret-two' })
    await dialog.add()
    await link.fails('ssh.passphraseNeeded', 'does not open', 'passphrase')
    await link.enterSecret('passphrase', 'open sesame')
    await link.isUp()
    dialog = await welcome.addByAddress()
    await dialog.ssh({ ...way, name: 'right', login: 'password', secret: 'swarm-of-ops' })
    await dialog.root.getByLabel('Password', { exact: true }).fill('swarm')
    await dialog.add()
    await link.isUp()

    const places = page.getByRole('navigation', { name: 'Places' })
    await places.getByRole('link', { name: 'Activity' }).click()
    await expect(page.getByRole('main')).toContainText('added ssh ops@')
    const audit = await page.getByRole('main').innerText()
    await swarmdeck.restart()

    const keyBody = readFileSync(lab.key('locked'), 'utf8').split('\n').slice(1, -2)
    const secrets = [
      'wrong-secret-one',
      'wrong-secret-two',
      'open sesame',
      webToken,
      ...tokens,
      ...keyBody,
    ].filter((each) => each !== null && each !== '')
    expect(secrets.length).toBeGreaterThan(6)
    const files = readdirSync(swarmdeck.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    expect(files.map((file) => file.slice(swarmdeck.data.length + 1))).toContain('swarmdeck.log')
    for (const secret of secrets) {
      if (secret === null) continue
      expect(audit.includes(secret), `the audit page shows ${secret}`).toBe(false)
      for (const file of files)
        expect(readFileSync(file).includes(secret), `${file} holds ${secret}`).toBe(false)
    }
  },
)
