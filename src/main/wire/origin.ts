// Who may talk to the browser host at all. A page elsewhere can make a browser send requests here: by name, after
// pointing that name at this machine (DNS rebinding), or across origins. Both show in the Host and Origin headers.
import { isIP } from 'node:net'

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

/** Whether the host listens for this machine only. */
export const isLoopback = (listen: string): boolean => loopback.has(listen) || listen.startsWith('127.')

/**
 * Whether a Host header may be answered. The port is not looked at: a tunnel may end on another one. On loopback only
 * loopback names; elsewhere an address, or the very names this host was started with. No other name, whoever resolves it.
 */
export function hostAllowed(header: string | undefined, names: ReadonlySet<string>, listen: string): boolean {
  const name = hostName(header)
  if (name === null) return false
  if (loopback.has(name) || names.has(name)) return true
  return !isLoopback(listen) && isIP(name) !== 0
}

/** Without an Origin there is no page behind it; with one it must be the page that this host served. */
export function originAllowed(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase()
}

function hostName(header: string | undefined): string | null {
  const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? '')
  return (found?.[1] ?? found?.[2])?.toLowerCase() ?? null
}
