// What this machine knows already: ~/.ssh/config, docker contexts and local sockets are found and added by one press.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { engineSocket, expect, meet, test } from '../fixtures/connect.ts'

test.beforeEach(({ swarmdeck, lab }) => meet(swarmdeck, lab, 'node1', 'node2'))

test('hosts of ~/.ssh/config, also of included files and behind jump hosts, are added by one press', async ({
  show,
  lab,
  swarmdeck,
}) => {
  const ssh = join(swarmdeck.home, '.ssh')
  writeFileSync(join(ssh, 'config'), `Include lab/*.conf\nHost *\n  User root\n  IdentityFile ${lab.key()}\n`)
  mkdirSync(join(ssh, 'lab'))
  writeFileSync(
    join(ssh, 'lab', 'hosts.conf'),
    `Host bastion\n  HostName ${lab.address('node2')}\nHost inner\n  HostName ${lab.address('node1')}\n  ProxyJump bastion\nHost *.wild\n  Port 2222\n`,
  )
  const { page, welcome, link } = await show()
  await expect(welcome.found('bastion')).toContainText(`ssh root@${lab.address('node2')}`)
  await expect(welcome.found('inner')).toContainText(`through ${lab.address('node2')}`)
  await expect(page.getByText('*.wild')).toBeHidden()
  await page.getByLabel('Filter found places').fill('inner')
  await expect(welcome.found('bastion')).toBeHidden()
  await welcome.addFound('inner')
  await link.isUp()
  await expect(link.header).toContainText(`ssh root@${lab.address('node1')} through ${lab.address('node2')}`)
  await welcome.show()
  await expect(welcome.found('inner')).toContainText('Saved')
  await expect(welcome.found('inner').getByRole('button')).toHaveCount(0)
})

test('docker contexts are listed, and one is added by one press', async ({ show, lab, swarmdeck }) => {
  const socket = await engineSocket(lab, 'node1')
  context(swarmdeck.home, 'on-this-machine', `unix://${socket}`)
  context(swarmdeck.home, 'over-ssh', `ssh://ops@${lab.address('node1')}`)
  context(swarmdeck.home, 'bare-tcp', `tcp://${lab.address('node1')}:2375`)
  const { page, welcome, link } = await show()
  await expect(welcome.found('over-ssh')).toContainText(`ssh ops@${lab.address('node1')}`)
  await expect(page.getByText('bare-tcp'), 'what anybody on the network could use').toBeHidden()
  await welcome.addFound('on-this-machine')
  await link.isUp()
  await expect(link.header).toContainText(socket)
})

/** As `docker context create` leaves it. */
function context(home: string, name: string, host: string): void {
  const folder = join(home, '.docker', 'contexts', 'meta', createHash('sha256').update(name).digest('hex'))
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'meta.json'),
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
  )
}
