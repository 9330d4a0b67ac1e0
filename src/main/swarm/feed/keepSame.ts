// Keeps an object that a new reading only repeats, so that "did it change" is a comparison of identities from then on.
import { isDeepStrictEqual } from 'node:util'

/** The old value where the new one says the same, else the new one. */
export const keepSame = <T>(before: T | undefined, after: T): T =>
  before !== undefined && isDeepStrictEqual(before, after) ? before : after

/** A map of a reading by id; the very same map where nothing in it changed. */
export function keepSameById<T extends { readonly id: string }>(
  before: ReadonlyMap<string, T>,
  after: readonly T[],
): ReadonlyMap<string, T> {
  const next = new Map(after.map((each) => [each.id, keepSame(before.get(each.id), each)]))
  const same = next.size === before.size && [...next].every(([id, value]) => before.get(id) === value)
  return same ? before : next
}

/** A list of a reading; the very same list where nothing in it changed. */
export function keepSameList<T extends { readonly id: string }>(
  before: readonly T[] | undefined,
  after: readonly T[],
): readonly T[] {
  const known = new Map((before ?? []).map((each) => [each.id, each]))
  const next = after.map((each) => keepSame(known.get(each.id), each))
  const same =
    before !== undefined && before.length === next.length && next.every((each, i) => each === before[i])
  return same ? before : next
}
