// The built browser host as a process: its one line, its plain errors, its end, and its own answers over HTTP.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ensureBuilt } from '../../scripts/ensureBuilt.ts'

const children: ChildProcess[] = []
const folders: string[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
beforeAll(async () => {
  await ensureBuilt()
}, 120_000)
// Each test starts whole processes, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 })

function start(...args: string[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'swarmdeck-host-'))
  folders.push(dataDir)
  const file = resolve(import.meta.dirname, '../../out/main/headless.js')
  const child = spawn(process.execPath, [file, '--data', dataDir, ...args], {
    env: { ...process.env, HOME: dataDir, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (piece: Buffer) => (said.out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (said.err += piece.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const ready = async (): Promise<string> => {
    while (!said.out.includes('\n') && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return said.out
  }
  return { child, dataDir, said, ended, ready }
}

const line = /^Swarmdeck is ready at (http:\/\/127\.0\.0\.1:\d+\/)#token=([\w.~-]+)\n$/

describe('the browser host', () => {
  it('says one line when ready, answers those with its token, and ends within 2 s of SIGTERM', async () => {
    const host = start('--port', '0')
    const [, address, token] = line.exec(await host.ready()) ?? []
    expect([address, host.said]).toEqual([expect.any(String), { out: expect.stringMatching(line), err: '' }])

    const asked = { headers: { authorization: `Bearer ${token}` } }
    const list = await fetch(`${address}api/connections`, asked)
    expect(await list.json()).toEqual({ success: true, data: [], count: 0 })
    expect((await fetch(`${address}api/connections`)).status).toBe(401)
    expect(await (await fetch(`${address}c/prod/nodes`)).text()).toContain('<div id="root">')
    expect((await fetch(`${address}metrics`, asked)).status).toBe(200)

    const began = Date.now()
    host.child.kill('SIGTERM')
    expect(await host.ended).toBe(0)
    expect(Date.now() - began).toBeLessThan(2000)
    expect(host.said.out).toMatch(line)
  })

  it('writes into its data folder only, and no token into its log', async () => {
    const host = start('--port', '0', '--token', 'a-token-that-nobody-guesses')
    await host.ready()
    host.child.kill('SIGTERM')
    await host.ended
    expect(readFileSync(join(host.dataDir, 'swarmdeck.log'), 'utf8')).not.toContain('a-token-that')
    expect(readdirSync(host.dataDir).every((name) => name.startsWith('swarmdeck.'))).toBe(true)
  })

  it('keeps what is saved over a restart on the same folder', async () => {
    const host = start('--port', '0', '--token', 'T')
    const [, address] = line.exec(await host.ready()) ?? []
    const headers = { authorization: 'Bearer T' }
    const body = JSON.stringify({ name: 'here', endpoint: { kind: 'local', socket: '/nowhere.sock' } })
    const added = await fetch(`${address}api/connections`, { method: 'POST', headers, body })
    expect(added.status).toBe(201)
    host.child.kill('SIGTERM')
    await host.ended
    const again = start('--port', '0', '--token', 'T', '--data', host.dataDir)
    const [, next] = line.exec(await again.ready()) ?? []
    const list: unknown = await (await fetch(`${next}api/connections`, { headers })).json()
    expect(list).toMatchObject({ count: 1, data: [{ name: 'here' }] })
    const nodes = await fetch(`${next}api/swarm/nodes`, { headers })
    expect(nodes.status).toBe(502)
    expect(await nodes.json()).toMatchObject({ success: false, code: expect.stringMatching(/^docker\./) })
  })

  it('warns where it listens for more than this machine', async () => {
    const host = start('--port', '0', '--listen', '0.0.0.0')
    await host.ready()
    expect(host.said.err).toMatch(/listening on 0\.0\.0\.0: whoever reaches this port/)
  })

  it('says in one sentence why it cannot start', async () => {
    const first = start('--port', '0')
    const [, address] = line.exec(await first.ready()) ?? []
    const taken = start('--port', new URL(address ?? '').port)
    expect(await taken.ended).toBe(1)
    expect(taken.said).toEqual({
      out: '',
      err: 'swarmdeck: The port is taken. Choose another with --port, or 0 for any free one.\n',
    })
    for (const args of [['--port', 'x'], ['--nonsense'], ['--token', 'a b']]) {
      const wrong = start(...args)
      expect(await wrong.ended).toBe(2)
      expect(wrong.said.err).toMatch(/^swarmdeck: .+\.\nUsage: /)
      expect(wrong.said.err).not.toContain('    at ')
    }
  })
})
