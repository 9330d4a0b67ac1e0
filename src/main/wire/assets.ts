// The built pages as a fixed table of addresses. A path is looked up, never joined to a folder, so that no `..` in it
// can mean anything.
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { securityHeaders } from './securityHeaders.ts'

export interface Asset {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Finds what a path shows: a file, or the page itself for every address that is not a file; null where there is neither. */
export type Assets = (path: string) => Asset | null

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.webmanifest': 'application/manifest+json',
}

/** Reads the folder of the built pages once. Throws where it holds no index.html. */
export function loadAssets(folder: string): Assets {
  const files = new Map<string, Asset>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    files.set(path, assetOf(path, readFileSync(file)))
  }
  const page = files.get('/index.html')
  if (page === undefined) throw new Error(`${folder} holds no index.html.`)
  return (path) => {
    const file = files.get(path)
    if (file !== undefined) return file
    // Names in the build's own folder are files or nothing; every other address belongs to the page's router.
    return path.startsWith('/assets/') ? null : page
  }
}

function assetOf(path: string, body: Buffer): Asset {
  // The build puts a hash of the content into these names: they never change.
  const hashed = path.startsWith('/assets/')
  return {
    body,
    headers: {
      ...securityHeaders,
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  }
}
