// Engines without SSH: a socket of this machine, and TCP with TLS.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import tls from 'node:tls'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { engineSocket, expect, test } from '../fixtures/connect.ts'
import type { Link } from '../pages/connectLink.ts'
import type { Welcome } from '../pages/connectWelcome.ts'

const execute = promisify(execFile)

test('a socket of this machine shows its swarm', async ({ show, lab }) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  await dialog.local(await engineSocket(lab, 'node1'), 'local')
  await dialog.test()
  await expect(dialog.found).toContainText('through the socket')
  await dialog.add()
  await link.isUp()
})

test('a socket that is not there, or is no engine, is told apart', async ({ show, swarmdeck }) => {
  const { welcome, link } = await show()
  const dialog = await welcome.addByAddress()
  const missing = join(swarmdeck.data, 'nowhere.sock')
  await dialog.local(missing, 'missing')
  await dialog.test()
  await expect(dialog.trouble).toHaveAttribute('data-code', /^docker\.not(Found|Running)$/)
  await expect(dialog.trouble).toContainText(missing)
  const file = join(swarmdeck.data, 'a file')
  writeFileSync(file, '')
  await dialog.local(file)
  await dialog.add()
  await link.fails('docker.notAnEngine', 'is not a socket', 'not a Docker engine')
})

test.describe('over TLS', () => {
  test('with the right certificates the swarm is shown, with others the mismatch is named', async ({
    show,
    lab,
    swarmdeck,
  }) => {
    const pem = await certificates(swarmdeck.data)
    const socket = await engineSocket(lab, 'node1')
    const read = (name: string) => readFileSync(pem(name))
    const proxy = tls.createServer(
      {
        ca: read('ca'),
        cert: read('server'),
        key: read('server-key'),
        requestCert: true,
        rejectUnauthorized: true,
      },
      (client) => {
        const engine = connect(socket)
        for (const end of [client, engine]) end.on('error', () => {})
        client.pipe(engine).pipe(client)
      },
    )
    proxy.on('tlsClientError', () => {})
    const plain = createServer((_, response) => response.end('hello'))
    await Promise.all(
      [proxy, plain].map((each) => new Promise<void>((done) => each.listen(0, '127.0.0.1', done))),
    )
    const right = {
      host: '127.0.0.1',
      port: portOf(proxy),
      ca: pem('ca'),
      cert: pem('client'),
      key: pem('client-key'),
    }
    try {
      const { welcome, link } = await show()
      const attempt = (changes: Partial<typeof right>) => add(welcome, link, { ...right, ...changes })

      await attempt({ ca: pem('other-ca') })
      await link.fails(
        'tls.mismatch',
        'is not signed by the given CA',
        'Check the CA, the certificate and the key',
      )
      await attempt({ cert: pem('stranger'), key: pem('stranger-key') })
      await link.fails('tls.mismatch', 'did not accept our certificate', 'Check the CA')
      await attempt({ key: pem('stranger-key') })
      await link.fails('tls.mismatch', 'do not belong together', 'Check the CA')
      await attempt({ port: portOf(plain) })
      await link.fails('tls.mismatch', 'does not speak TLS', 'the endpoint speaks TLS')
      await attempt({ ca: pem('absent') })
      await link.fails('tls.fileUnreadable', 'absent.pem cannot be read', 'Choose PEM files')
      await attempt({})
      await link.isUp()
      await expect(link.header).toContainText(String(right.port))
    } finally {
      for (const each of [proxy, plain]) each.close()
    }
  })
})

let count = 0
async function add(
  welcome: Welcome,
  link: Link,
  form: Parameters<Awaited<ReturnType<Welcome['addByAddress']>>['tls']>[0],
) {
  const name = `tls ${(count += 1)}`
  const dialog = await welcome.addByAddress()
  await dialog.tls({ ...form, name })
  await dialog.add()
  await expect(link.header).toContainText(name)
}

const portOf = (server: { address(): AddressInfo | string | null }): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A CA, a server and a client of it, and another CA with a client of its own. Answers the path of a PEM file. */
async function certificates(folder: string): Promise<(name: string) => string> {
  const pem = (name: string) => join(folder, `${name}.pem`)
  const openssl = (...args: string[]) => execute('openssl', args)
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const authority = (ca: string) =>
    openssl('req', '-x509', ...curve, '-subj', `/CN=${ca}`, '-keyout', pem(`${ca}-key`), '-out', pem(ca))
  const issue = (ca: string, name: string) =>
    openssl(
      'req', '-x509', ...curve, '-subj', `/CN=${name}`, '-CA', pem(ca), '-CAkey', pem(`${ca}-key`),
      '-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE',
      '-keyout', pem(`${name}-key`), '-out', pem(name),
    ) // prettier-ignore
  await Promise.all([authority('ca'), authority('other-ca')])
  await Promise.all([issue('ca', 'server'), issue('ca', 'client'), issue('other-ca', 'stranger')])
  return pem
}
