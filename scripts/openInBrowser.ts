// Opens an address in the user's browser, if there is one. The address holds a token, and a command line can be read by
// every account of the machine: so the browser is given a file that only this account can read, and that leads there.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Does its best and stays silent: the address stands on the terminal already. */
export function openInBrowser(address: string): void {
  const opener = openerFor(process.platform, process.env)
  if (opener === null) return
  const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-'))
  const page = join(folder, 'open.html')
  writeFileSync(page, redirectPage(address), { mode: 0o600 })
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  spawn(opener.command, [...opener.args, page], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}

interface Opener {
  readonly command: string
  readonly args: readonly string[]
}

/** The command that opens a file in the default browser, or null where nothing could be seen. */
export function openerFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Opener | null {
  if (platform === 'darwin') return { command: 'open', args: [] }
  if (platform === 'win32') return { command: 'cmd', args: ['/c', 'start', ''] }
  const display = (env.DISPLAY ?? '') + (env.WAYLAND_DISPLAY ?? '')
  return display === '' ? null : { command: 'xdg-open', args: [] }
}

export function redirectPage(address: string): string {
  const safe = address.replace(/[&"<>]/g, (each) => `&#${each.charCodeAt(0)};`)
  return `<!doctype html><meta charset="utf-8"><title>Swarmdeck</title><meta http-equiv="refresh" content="0;url=${safe}"><a href="${safe}">Open Swarmdeck</a>\n`
}
