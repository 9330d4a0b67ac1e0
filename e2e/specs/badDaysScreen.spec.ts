// What goes wrong while connecting, on the screen: its own code, one clear sentence and the next step within ten seconds;
// the page is never blank, and the program goes on.
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { expect, meet, test } from '../fixtures/connect.ts'
import type { AddressDialog } from '../pages/connectAddressDialog.ts'
import type { Link } from '../pages/connectLink.ts'
import type { Welcome } from '../pages/connectWelcome.ts'

test.beforeEach(({ swarmdeck, lab }) => meet(swarmdeck, lab, 'node1', 'node2', 'node3'))

test('a wrong password', { tag: '@core' }, async ({ show, lab, swarmdeck }) => {
  const { page, welcome, link } = await show()
  await add(welcome, link, (dialog) =>
    dialog.ssh({ host: lab.address('node1'), user: 'ops', login: 'password', secret: 'battery staple' }),
  )
  await link.fails(
    'ssh.authFailed',
    /ops@.* did not accept the password/,
    'Check the user name and the password',
  )
  await expect(page.getByRole('main')).not.toContainText('battery staple')
  expect(swarmdeck.log()).not.toContain('battery staple')

  // The way out: the right one, in the form that the notice leads to.
  await link.notice.getByRole('button', { name: 'Edit connection…' }).click()
  const edit = page.getByRole('dialog', { name: /^Edit/ })
  await expect(edit.getByLabel('Password', { exact: true })).toHaveValue('')
  await edit.getByLabel('Password', { exact: true }).fill('swarm')
  await edit.getByRole('button', { name: 'Save changes' }).click()
  await link.isUp()
})

test(
  'an address where nobody is, a port that is closed, a port without SSH',
  { tag: '@core' },
  async ({ show, lab, swarmdeck }) => {
    test.setTimeout(90_000)
    const { page, welcome, link } = await show()
    await add(welcome, link, (dialog) =>
      dialog.ssh({ host: `${lab.net}.99`, user: 'root', keyPath: lab.key() }),
    )
    await link.fails(
      'ssh.unreachable',
      `${lab.net}.99`,
      'Check the address, the port, the VPN and the firewall',
    )
    await expect(page.getByRole('main')).toContainText(/Next try/)
    await add(welcome, link, (dialog) =>
      dialog.ssh({ host: lab.address('node1'), port: 23, user: 'root', keyPath: lab.key() }),
    )
    await link.fails(
      'ssh.unreachable',
      'refused the connection: nothing listens on that port',
      'Check the address',
    )
    await add(welcome, link, (dialog) =>
      dialog.ssh({ host: `${lab.net}.2`, port: 5000, user: 'root', keyPath: lab.key() }),
    )
    await link.fails(
      'ssh.protocol',
      /does not speak SSH|closed it at once/,
      'Check that an SSH server answers',
    )
    await welcome.show()
    await expect(page.getByRole('main')).toContainText('out of reach')
    expect(swarmdeck.log(), 'nothing crashed').not.toMatch(/Uncaught|Unhandled/)
  },
)

test('a worker instead of a manager', { tag: '@core' }, async ({ show, lab }) => {
  const { welcome, link } = await show()
  await add(welcome, link, (dialog) =>
    dialog.ssh({ host: lab.address('node2'), user: 'root', keyPath: lab.key() }),
  )
  await link.fails('swarm.notManager', 'is a worker', 'Connect to a manager of this swarm')
  await expect(link.word).toContainText('Connected')
})

test(
  'no socket at the place named, and an engine that is stopped and comes back',
  { tag: '@core' },
  async ({ show, lab }) => {
    test.setTimeout(90_000)
    const { welcome, link } = await show()
    await add(welcome, link, (dialog) =>
      dialog.ssh({
        host: lab.address('node1'),
        user: 'root',
        keyPath: lab.key(),
        socket: '/nowhere/docker.sock',
      }),
    )
    await expect(link.notice).toHaveAttribute('data-code', /^docker\.not(Found|Running)$/, {
      timeout: 10_000,
    })
    await expect(link.notice).toContainText('/nowhere/docker.sock')

    await lab.exec('node3', 'service', 'docker', 'stop')
    try {
      await add(welcome, link, (dialog) =>
        dialog.ssh({ host: lab.address('node3'), user: 'root', keyPath: lab.key() }),
      )
      await link.fails('docker.notRunning', 'not running', 'Start the engine there')
    } finally {
      await lab.exec('node3', 'sh', '-c', 'service docker start >/dev/null 2>&1')
    }
    await expect(link.word, 'by itself').toContainText('Connected', { timeout: 20_000 })
    await link.fails('swarm.notManager', 'is a worker', 'Connect to a manager')
  },
)

test(
  'a machine in no swarm, and the manager of a locked one',
  { tag: '@core' },
  async ({ show, lab, swarmdeck }) => {
    test.setTimeout(120_000)
    await lab.add('node4')
    meet(swarmdeck, lab, 'node4')
    const { welcome, link } = await show()
    await add(welcome, link, (dialog) =>
      dialog.ssh({ host: lab.address('node4'), user: 'root', keyPath: lab.key() }),
    )
    await link.fails('swarm.none', 'not in a swarm', 'docker swarm init')
    try {
      await lab.exec(
        'node4',
        'docker',
        'swarm',
        'init',
        '--autolock',
        '--advertise-addr',
        lab.address('node4'),
      )
      await expect(link.page.getByRole('region', { name: 'Nodes and their tasks' }), 'by itself').toBeVisible(
        { timeout: 20_000 },
      )
      await lab.exec('node4', 'sh', '-c', 'service docker restart >/dev/null 2>&1')
      await expect(link.notice).toHaveAttribute('data-code', 'swarm.locked', { timeout: 30_000 })
      await link.fails('swarm.locked', 'locked', 'docker swarm unlock')
    } finally {
      await lab.exec('node4', 'docker', 'swarm', 'leave', '--force')
    }
  },
)

for (const [what, version, code, next] of [
  [
    'too old',
    { ApiVersion: '1.30', MinAPIVersion: '1.12', Version: '17.06.2-ce' },
    'docker.tooOld',
    '20.10 or newer',
  ],
  [
    'too new',
    { ApiVersion: '9.9', MinAPIVersion: '9.0', Version: '99.0.0' },
    'docker.tooNew',
    'Upgrade Swarmdeck',
  ],
] as const) {
  test(`an engine that is ${what}`, async ({ show, swarmdeck }) => {
    const socket = join(swarmdeck.data, 'engine.sock')
    const engine = await versionOnly(socket, version)
    try {
      const { welcome, link } = await show()
      await add(welcome, link, (dialog) => dialog.local(socket))
      await link.fails(code, version.Version, next)
    } finally {
      engine.close()
    }
  })
}

let count = 0
async function add(
  welcome: Welcome,
  link: Link,
  fill: (dialog: AddressDialog) => Promise<void>,
): Promise<void> {
  const name = `trouble ${(count += 1)}`
  const dialog = await welcome.addByAddress()
  await fill(dialog)
  await dialog.field('Name').fill(name)
  await dialog.add()
  await expect(link.header).toContainText(name)
}

/** An engine that says its version and nothing else. */
function versionOnly(socket: string, version: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer((request, response) => {
    const isPing = request.url?.endsWith('/_ping') === true
    response.setHeader('content-type', isPing ? 'text/plain' : 'application/json')
    response.end(isPing ? 'OK' : JSON.stringify(version))
  })
  return new Promise((resolve) => server.listen(socket, () => resolve(server)))
}
