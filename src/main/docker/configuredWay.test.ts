// What an alias typed by hand leads to.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { endpoint } from '../../shared/model/connection.ts'
import { configuredWay } from './configuredWay.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'swarmdeck-way-'))
  mkdirSync(join(home, '.ssh'))
})
afterEach(() => rmSync(home, { recursive: true }))

async function way(config: string, given: Record<string, unknown>) {
  writeFileSync(join(home, '.ssh', 'config'), config)
  const typed = endpoint.parse({ kind: 'ssh', user: 'ops', ...given })
  if (typed.kind !== 'ssh') throw new Error('It is no way by SSH.')
  const hops = await configuredWay(typed, { homeDir: home, env: { USER: 'me' } })
  return hops.map(({ hop, host, port, index, knownAs }) => [
    `${hop.user}@${host}:${port}`,
    index,
    `${knownAs.host}:${knownAs.port}`,
  ])
}
const alias = 'Host prod\n HostName 10.0.0.1\n Port 2200\n User root\n ProxyJump edge\n'
const edge = 'Host edge\n HostName 10.0.0.9\n Port 2222\n User gate\n'

it('is the address, the port and the jump host of the configuration, with the user of the connection', async () => {
  expect(await way(alias + edge, { host: 'prod' })).toEqual([
    ['gate@10.0.0.9:2222', 1, '10.0.0.9:2222'],
    ['ops@10.0.0.1:2200', 0, '10.0.0.1:2200'],
  ])
})

it('keeps a port and jump hosts that the connection names itself', async () => {
  const jump = [{ host: 'edge', user: 'own' }]
  expect(await way(alias + edge, { host: 'prod', port: 2022, jump })).toEqual([
    ['own@10.0.0.9:2222', 1, '10.0.0.9:2222'],
    ['ops@10.0.0.1:2022', 0, '10.0.0.1:2022'],
  ])
})

it('takes a pattern for a name, but not one for everybody', async () => {
  const pattern = 'Host *.prod\n Port 2200\n ProxyJump gate@10.0.0.9\n'
  expect(await way(pattern, { host: 'web.prod' })).toEqual([
    ['gate@10.0.0.9:22', 1, '10.0.0.9:22'],
    ['ops@web.prod:2200', 0, 'web.prod:2200'],
  ])
  const everybody = 'Host * !edge\n Port 2200\n ProxyJump edge\n'
  expect(await way(everybody, { host: '10.0.0.1' })).toEqual([['ops@10.0.0.1:22', 0, '10.0.0.1:22']])
})

it('looks a key up under its HostKeyAlias, as ssh does without a port', async () => {
  const config = 'Host prod\n HostName 10.0.0.1\n Port 2200\n HostKeyAlias prod.example\n'
  expect(await way(config, { host: 'prod' })).toEqual([['ops@10.0.0.1:2200', 0, 'prod.example:22']])
})

it('is the host itself where nothing names it', async () => {
  expect(await way('', { host: '[fd00::1]', port: 2022 })).toEqual([['ops@fd00::1:2022', 0, 'fd00::1:2022']])
})
