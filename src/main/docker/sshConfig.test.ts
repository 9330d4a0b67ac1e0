// ~/.ssh/config read from real files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identityFilesFor, listHosts, resolveHost, sshEndpointOf } from './sshConfig.ts'

let home = ''
const deps = () => ({ homeDir: home, env: { USER: 'me' } })
const write = (name: string, text: string): void => {
  const file = join(home, '.ssh', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'swarmdeck-config-'))))
afterEach(() => rmSync(home, { recursive: true }))

describe('a host', () => {
  it('without a configuration is itself, with the OS login and port 22', async () => {
    expect(await resolveHost('a.example', deps())).toEqual({
      hostName: 'a.example',
      user: 'me',
      port: 22,
      identityFiles: [],
      hostKeyAlias: null,
      proxyJump: [],
      unsupportedProxy: false,
    })
  })
  it('takes the first value found, as ssh does, whatever the case of the keywords', async () => {
    write(
      'config',
      'Host prod\n hostname 10.0.0.1\n USER deploy\n Port 2200\nHost *\n User other\n IdentityFile ~/.ssh/a\n',
    )
    expect(await resolveHost('prod', deps())).toMatchObject({
      hostName: '10.0.0.1',
      user: 'deploy',
      port: 2200,
      identityFiles: [join(home, '.ssh', 'a')],
    })
  })
  it('is found in included files: globs, relative to ~/.ssh, nested', async () => {
    write('config', 'Include conf.d/*.conf\nUser late\n')
    write('conf.d/a.conf', 'Host a\n HostName 10.0.0.1\n')
    write('conf.d/b.conf', 'Include deeper\n')
    write('deeper', 'Host b\n HostName 10.0.0.2\n')
    expect(await listHosts(deps())).toEqual(['a', 'b'])
    expect(await resolveHost('b', deps())).toMatchObject({ hostName: '10.0.0.2', user: 'late' })
    expect(await resolveHost('elsewhere', deps())).toMatchObject({ user: 'late' })
  })
  it('takes an Include inside a Host only where that Host matches', async () => {
    write('config', 'Host a\n Include one\n Port 2222\nHost b\n Port 23\n')
    write('one', 'User fromInclude\n')
    expect(await resolveHost('a', deps())).toMatchObject({ user: 'fromInclude', port: 2222 })
    expect(await resolveHost('b', deps())).toMatchObject({ user: 'me', port: 23 })
  })
  it('survives files that include themselves, and lines that are broken', async () => {
    write('config', 'Include config\nHost "a\nHost good\n HostName 10.0.0.9\n')
    expect((await resolveHost('good', deps())).hostName).toBe('10.0.0.9')
  })
  it('never runs a command of the configuration', async () => {
    const trace = join(home, 'trace')
    write('config', `Match exec "touch ${trace}"\n User evil\n`)
    expect((await resolveHost('a', deps())).user).toBe('me')
    expect(await import('node:fs').then((fs) => fs.existsSync(trace))).toBe(false)
  })
  it('expands tokens in key paths', async () => {
    write('config', 'Host a\n User bob\n HostName real\n IdentityFile %d/keys/%r@%h\n')
    expect((await resolveHost('a', deps())).identityFiles).toEqual([join(home, 'keys', 'bob@real')])
  })
})

describe('the endpoint of a host', () => {
  it('goes through its jump hosts in order, each resolved by its own section', async () => {
    write(
      'config',
      'Host app\n HostName 10.1.0.5\n User root\n ProxyJump edge,ops@inner:2200\nHost edge\n HostName edge.example\n User me2\n',
    )
    expect(await sshEndpointOf('app', deps())).toMatchObject({
      kind: 'ssh',
      host: '10.1.0.5',
      user: 'root',
      port: 22,
      jump: [
        { host: 'edge.example', user: 'me2', port: 22 },
        { host: 'inner', user: 'ops', port: 2200 },
      ],
    })
  })
  it('reads ssh -W as a jump host, and leaves hosts with another ProxyCommand alone', async () => {
    write(
      'config',
      'Host a\n ProxyCommand ssh -W %h:%p bastion\nHost b\n ProxyCommand corkscrew x 80 %h %p\n',
    )
    expect(await sshEndpointOf('a', deps())).toMatchObject({ jump: [{ host: 'bastion' }] })
    expect(await sshEndpointOf('b', deps())).toBeNull()
  })
  it('prefers what is written in the address', async () => {
    write('config', 'Host a\n User conf\n Port 1\n')
    expect(await sshEndpointOf('ssh://bob@a:2022', deps())).toMatchObject({ user: 'bob', port: 2022 })
  })
  it('ends where hosts jump through each other in a circle', async () => {
    write('config', 'Host a\n ProxyJump b\nHost b\n ProxyJump a\n')
    expect(await sshEndpointOf('a', deps())).toBeNull()
  })
})

it('lists concrete names only', async () => {
  write('config', 'Host *.example !x one two?\nHost three\nHost one\n')
  expect(await listHosts(deps())).toEqual(['one', 'three'])
})

it('finds the key of an address that an alias resolves to, for the same login', async () => {
  write('config', 'Host prod\n HostName 10.0.0.1\n User root\n IdentityFile /keys/prod\n')
  expect(await identityFilesFor({ host: '10.0.0.1', user: 'root' }, deps())).toEqual(['/keys/prod'])
  expect(await identityFilesFor({ host: '10.0.0.1', user: 'bob' }, deps())).toEqual([])
})
