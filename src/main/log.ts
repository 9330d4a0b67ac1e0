// The program's log: JSON lines in the data folder, for whoever looks into a fault. No secret gets in: values under
// telling keys are blanked, and nothing logs what a reader typed.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from './deps.ts'

const largestFile = 5 * 1024 * 1024
const secretKey = /pass(?:word|phrase|wd)|token|secret|authorization|cookie|^key$|privatekey/i
const deepest = 5

/**
 * A log that writes `<dataDir>/swarmdeck.log`, readable by this account only, and keeps one older file
 * (`swarmdeck.log.1`) when it grows over 5 MiB. A disk that is full stops the log, not the program.
 */
export function openLog(dataDir: string, largest = largestFile): Log {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'swarmdeck.log')
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return (level, message, facts = {}) => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), level, message, ...redact(facts) })}\n`
    try {
      if (size > 0 && size + line.length > largest) {
        renameSync(file, `${file}.1`)
        size = 0
      }
      appendFileSync(file, line, { mode: 0o600 })
      size += Buffer.byteLength(line)
    } catch {
      // Nowhere to say so.
    }
  }
}

/** The facts with secrets blanked, errors spelled out, and nothing that JSON cannot hold. */
export function redact(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, plain(key, value, 0)]))
}

function plain(key: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number')
    return value
  if (secretKey.test(key)) return '[redacted]'
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return `[${typeof value}]`
  if (depth >= deepest) return '…'
  if (value instanceof Error) {
    const code = 'code' in value ? { code: plain('code', value.code, depth + 1) } : {}
    const cause = value.cause === undefined ? {} : { cause: plain('cause', value.cause, depth + 1) }
    return { name: value.name, message: value.message, ...code, stack: value.stack, ...cause }
  }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.slice(0, 100).map((each) => plain('', each, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(name, each, depth + 1)]))
}
