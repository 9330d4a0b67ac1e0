// What a path of a socket may turn out to be.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLocal } from './localLink.ts'

let folder = ''
let path = ''
const open = (env: Record<string, string> = { PATH: '' }) =>
  openLocal(path, { env, platform: process.platform }, new AbortController().signal)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swarmdeck-local-'))
  path = join(folder, 'engine.sock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('nothing: the engine is not running where it is installed', async () => {
  writeFileSync(join(folder, 'dockerd'), '')
  await expect(open({ PATH: folder })).rejects.toMatchObject({ code: 'docker.notRunning' })
})
it('a file: not an engine', async () => {
  writeFileSync(path, '')
  await expect(open()).rejects.toMatchObject({ code: 'docker.notAnEngine' })
})
it('something that hangs up: not an engine', async () => {
  const server = net.createServer((socket) => socket.destroy()).listen(path)
  await new Promise((resolve) => server.once('listening', resolve))
  await expect(open()).rejects.toMatchObject({ code: 'docker.notAnEngine' })
  await new Promise((resolve) => server.close(resolve))
})
it.skipIf(process.getuid?.() === 0)('a socket of somebody else: no permission', async () => {
  const server = net.createServer().listen(path)
  await new Promise((resolve) => server.once('listening', resolve))
  chmodSync(path, 0)
  await expect(open()).rejects.toMatchObject({ code: 'docker.permission' })
  await new Promise((resolve) => server.close(resolve))
})
