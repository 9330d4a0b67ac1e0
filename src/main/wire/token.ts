// The browser host's token: whoever holds it is root on every connected cluster.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A fresh one, 256 bits, of characters that fit a header, a subprotocol and an address. */
export const freshToken = (): string => randomBytes(32).toString('base64url')

/** What may stand in a header, a subprotocol and an address without escaping. */
export const tokenForm = /^[A-Za-z0-9._~-]{1,256}$/

/** Compares in constant time, whatever the lengths. */
export function sameToken(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null
}
