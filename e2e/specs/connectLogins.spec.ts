// Every way to log in over SSH, entered in the form as its reader would, to the lab's real manager.
import { once } from 'node:events'
import { connect } from 'node:net'
import ssh2, { type AuthContext } from 'ssh2'
import { keyPair } from '../../src/main/docker/keyPairFixture.ts'
import { engineSocket, expect, know, meet, startAgent, test } from '../fixtures/connect.ts'
import type { Lab } from '../fixtures/lab.ts'

const kept = 'Kept only until Swarmdeck closes.'

test.beforeEach(({ swarmdeck, lab }) => meet(swarmdeck, lab, 'node1', 'node2'))

test('a key file shows the nodes of the swarm', { tag: '@core' }, async ({ show, lab, docker }) => {
  const { page, welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({ name: 'prod', host: lab.address('node1'), user: 'root', keyPath: lab.key() })
  await dialog.test()
  await expect(dialog.found).toContainText('Reached node1')
  await expect(dialog.found).toContainText('a manager of its swarm')
  await dialog.add()
  await link.isUp()
  await expect(link.header).toContainText(`ssh root@${lab.address('node1')}`)
  for (const { Hostname = '' } of await docker.list('node', 'ls')) {
    await expect(
      page.getByRole('main').getByRole('link', { name: Hostname, exact: true }).first(),
    ).toBeVisible()
  }
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('main')).toContainText(`added ssh root@${lab.address('node1')}`)
})

test('a key with a passphrase asks for it, refuses a wrong one, and goes on with the right one', async ({
  show,
  lab,
}) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({ host: lab.address('node1'), user: 'root', keyPath: lab.key('locked') })
  await expect(dialog.root).not.toContainText('undefined')
  await dialog.add()
  await link.fails('ssh.passphraseNeeded', 'id_locked', 'Enter the passphrase of the key')
  await link.enterSecret('passphrase', 'open barley')
  await link.fails(
    'ssh.passphraseNeeded',
    /does not open|wrong|not the passphrase|does not fit/i,
    'passphrase',
  )
  await link.enterSecret('passphrase', 'open sesame')
  await link.isUp()
})

test('a password is kept only until the program ends, and the form says so', async ({
  show,
  lab,
  swarmdeck,
  hostKind,
}) => {
  test.skip(hostKind === 'desktop', 'the desktop may have a keychain that keeps it')
  const { page, welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({
    name: 'by password',
    host: lab.address('node1'),
    user: 'ops',
    login: 'password',
    secret: 'swarm',
  })
  await expect(dialog.root).toContainText(kept)
  await dialog.add()
  await link.isUp()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('main')).toContainText(kept)

  await swarmdeck.restart()
  const again = await show()
  await again.page
    .getByRole('navigation', { name: 'Clusters' })
    .getByRole('link', { name: /^by password/ })
    .click()
  await again.link.fails('ssh.secretNeeded', 'password of ops@', 'it is not kept from the last session')
  await again.link.notice.getByRole('button', { name: 'Enter the password…' }).click()
  const asked = again.page.getByRole('dialog', { name: 'Password for by password' })
  await expect(asked).toContainText(kept)
  await asked.getByLabel('The password of').fill('swarm')
  await asked.getByRole('button', { name: 'Connect' }).click()
  await again.link.isUp()
})

test.describe('with an SSH agent', () => {
  test.use({
    hostEnv: async ({ folders, lab }, provide) => {
      const agent = await startAgent(folders.home, lab.key())
      await provide({ SSH_AUTH_SOCK: agent.socket })
      agent.stop()
    },
  })

  test('its key logs in, by itself or as ssh does', async ({ show, lab }) => {
    const { welcome, link } = await show()
    for (const login of ['agent', 'usual'] as const) {
      const dialog = await welcome.addByAddress()
      await dialog.ssh({ name: `by ${login}`, host: lab.address('node1'), user: 'root', login })
      await dialog.add()
      await expect(link.header).toContainText(`by ${login}`)
      await link.isUp()
    }
  })
})

test('without an SSH agent, one that is asked for is missed', async ({ show, lab }) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({ host: lab.address('node1'), user: 'root', login: 'agent' })
  await dialog.add()
  await link.fails('ssh.agentMissing', 'There is no SSH agent', 'ssh-add')
})

test('the questions of a server are shown and answered', async ({ show, lab, swarmdeck }) => {
  const server = await questioningServer(lab)
  know(swarmdeck, `[127.0.0.1]:${server.port} ${server.hostKey}`)
  try {
    const { page, welcome, link } = await show()
    const dialog = await welcome.addByAddress()
    await dialog.ssh({ name: 'otp', host: '127.0.0.1', port: server.port, user: 'ops', login: 'questions' })
    await dialog.add()
    const asks = page.getByRole('dialog', { name: 'otp asks' })
    await expect(asks).toContainText('Two steps')
    await expect(asks).toContainText('These answers are not kept.')
    await asks.getByLabel('Login name').fill('ops')
    await asks.getByLabel('One-time code').fill('424242')
    await asks.getByRole('button', { name: 'Answer' }).click()
    await link.isUp()
  } finally {
    await server.close()
  }
})

test('a jump host leads to a manager', { tag: '@core' }, async ({ show, lab }) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({
    name: 'behind',
    host: lab.address('node1'),
    user: 'root',
    keyPath: lab.key(),
    jump: [{ host: lab.address('node2'), user: 'ops', login: 'password', secret: 'swarm' }],
  })
  await dialog.add()
  await link.isUp()
  await expect(link.header).toContainText(`through ${lab.address('node2')}`)
  const sessions = await lab.exec('node1', 'sh', '-c', 'ss -Htn state established sport = :22')
  expect(sessions, 'the SSH session comes from the jump host').toContain(`${lab.address('node2')}:`)
})

test('a server that forwards nothing is reached through docker system dial-stdio, and the header says so', async ({
  show,
  lab,
}) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({
    name: 'strict',
    host: lab.address('node1'),
    port: 2222,
    user: 'ops',
    login: 'password',
    secret: 'swarm',
  })
  await dialog.test()
  await expect(dialog.found).toContainText('through docker system dial-stdio')
  await dialog.add()
  await link.isUp()
  await expect(link.header).toContainText('through docker system dial-stdio')
})

test('a login outside of the group docker is told what to do', { tag: '@core' }, async ({ show, lab }) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.ssh({ host: lab.address('node1'), user: 'guest', login: 'password', secret: 'guest' })
  await dialog.add()
  await link.fails('docker.permission', 'guest', 'Add the login to the group docker')
})

/** A server that asks two questions, one of them hidden, and forwards to the engine of node1. */
async function questioningServer(
  lab: Lab,
): Promise<{ port: number; hostKey: string; close(): Promise<void> }> {
  const socket = await engineSocket(lab, 'node1')
  const pair = keyPair()
  const login = (context: AuthContext): void => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive'])
    const questions = [
      { prompt: 'Login name', echo: true },
      { prompt: 'One-time code', echo: false },
    ]
    context.prompt(questions, 'Two steps', ([name, code]) =>
      name === 'ops' && code === '424242' ? context.accept() : context.reject(),
    )
  }
  const clients = new Set<ssh2.Connection>()
  const server = new ssh2.Server({ hostKeys: [pair.private] }, (client) => {
    clients.add(client)
    client.on('error', () => {})
    client.on('authentication', login)
    client.on('openssh.streamlocal', (accept) => {
      const channel = accept()
      const engine = connect(socket)
      for (const end of [channel, engine]) end.on('error', () => {})
      channel.pipe(engine).pipe(channel)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    hostKey: pair.public.split(' ').slice(0, 2).join(' '),
    close: async () => {
      for (const client of clients) client.end()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
