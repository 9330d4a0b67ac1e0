// The browser host's command line.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { freshToken, tokenForm } from './wire/token.ts'

export interface HeadlessOptions {
  readonly port: number
  readonly token: string
  /** Absolute; null for the usual place. */
  readonly dataDir: string | null
  readonly listen: string
  readonly demo: boolean
  readonly help: boolean
}

export const usage = `Usage: npm run serve -- [options]
  --port N        port to listen on, 0 for any free one (7780)
  --listen HOST   address to listen on (127.0.0.1)
  --token T       token that pages and scripts must show (a fresh one each run)
  --data DIR      folder of the database and the log
  --demo          open the demo swarm
  --help          show this`

/** Reads the arguments after the script's name. Throws an Error whose message is one sentence for the reader. */
export function readOptions(args: readonly string[]): HeadlessOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '7780' },
      listen: { type: 'string', default: '127.0.0.1' },
      token: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535) {
    throw new Error(`--port takes a number from 0 to 65535, not ${values.port}.`)
  }
  if (values.token !== undefined && !tokenForm.test(values.token)) {
    throw new Error('--token takes letters, digits and . _ ~ - only, at most 256.')
  }
  if (!/^[A-Za-z0-9.:_-]+$/.test(values.listen)) {
    throw new Error(`--listen takes an address or a host name, not ${values.listen}.`)
  }
  if (values.data === '') throw new Error('--data takes a folder.')
  return {
    port: Number(values.port),
    token: values.token ?? freshToken(),
    dataDir: values.data === undefined ? null : resolve(values.data),
    listen: values.listen,
    demo: values.demo,
    help: values.help,
  }
}
