import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { registryLogins } from './registryLogin.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'))
  mkdirSync(join(home, '.docker'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const write = (config: unknown) => writeFileSync(join(home, '.docker', 'config.json'), JSON.stringify(config))
async function login(image: string): Promise<unknown> {
  const env = { PATH: `${home}:${process.env['PATH'] ?? ''}` }
  const encoded = await registryLogins({ homeDir: home, env, log: () => {} })(image)
  return encoded === null ? null : JSON.parse(Buffer.from(encoded, 'base64url').toString())
}
const auth = Buffer.from('ana:se:cret').toString('base64')

test('finds the login of the image’s registry, however its key is written', async () => {
  write({
    auths: {
      'registry.lab:5000': { auth },
      'https://quay.io/v2/': { auth },
      'https://index.docker.io/v1/': { identitytoken: 't' },
    },
  })
  expect(await login('registry.lab:5000/web:1')).toEqual({
    username: 'ana',
    password: 'se:cret',
    serveraddress: 'registry.lab:5000',
  })
  expect(await login('quay.io/a/b')).toMatchObject({ username: 'ana', serveraddress: 'quay.io' })
  expect(await login('nginx')).toEqual({ identitytoken: 't', serveraddress: 'https://index.docker.io/v1/' })
  expect(await login('ghcr.io/a/b')).toBeNull()
})

test.skipIf(process.platform === 'win32')('asks the credential helper that docker would ask', async () => {
  const helper = join(home, 'docker-credential-box')
  writeFileSync(
    helper,
    '#!/bin/sh\nread server\necho "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"<token>\\",\\"Secret\\":\\"tok-$server\\"}"\n',
  )
  chmodSync(helper, 0o755)
  write({ credHelpers: { 'ghcr.io': 'box', 'bad.io': '../evil' }, auths: { 'registry.lab:5000': { auth } } })
  expect(await login('ghcr.io/a/b')).toEqual({ identitytoken: 'tok-ghcr.io', serveraddress: 'ghcr.io' })
  expect(await login('bad.io/a')).toBeNull()
  expect(await login('registry.lab:5000/web')).toMatchObject({ username: 'ana' })
})

test('no file, or one that is no JSON, is no login', async () => {
  expect(await login('nginx')).toBeNull()
  writeFileSync(join(home, '.docker', 'config.json'), '{')
  expect(await login('nginx')).toBeNull()
})
