// `npm run serve -- [--port 7780] [--token T] [--data DIR] [--listen 127.0.0.1] [--demo]`: the browser host and REST.
// It runs in this very process, so that its signals, exit code and stdout (one line, when ready) are the host's own.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtOrExit } from './ensureBuilt.ts'
import { root } from './nodeVersion.mjs'

await builtOrExit()
const headless = join(root, 'out', 'main', 'headless.js')
process.argv[1] = headless
await import(pathToFileURL(headless).href)
