// Chance with a seed, so that the same demo swarm comes up twice, and the ids and digests that the engine would make.
import { createHash } from 'node:crypto'

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T | undefined
  /** 25 characters of base 36, as swarmkit's object ids. */
  id(): string
  /** Lower-case hexadecimal digits. */
  hex(length: number): string
}

/** Mulberry32: small, quick, good enough for make-believe. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const text = (alphabet: string, length: number): string => {
    let made = ''
    for (let at = 0; at < length; at++) made += alphabet.charAt(Math.floor(next() * alphabet.length))
    return made
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => from[Math.floor(next() * from.length)],
    id: () => text('0123456789abcdefghijklmnopqrstuvwxyz', 25),
    hex: (length) => text('0123456789abcdef', length),
  }
}

/** The same text gives the same digest, as a registry would. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** A small stable hash for values that must not change between two readings, such as one line of a log. */
export function hash32(text: string, salt: number): number {
  let value = 2166136261 ^ salt
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619)
  value ^= value >>> 15
  value = Math.imul(value, 2246822507)
  return (value ^ (value >>> 13)) >>> 0
}
