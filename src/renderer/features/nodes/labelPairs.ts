// Labels as the lines of an editor and back, with what is wrong with each line.
import { labelKey } from '../../../shared/model/serviceSpec.ts'
import type { KeyValue } from '../../ui/KeyValueEditor.tsx'

/** In the order of keys, so that the same labels always read the same. */
export const pairsOf = (labels: Readonly<Record<string, string>>): readonly KeyValue[] =>
  Object.entries(labels)
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => a.key.localeCompare(b.key, 'en'))

export const labelsOf = (pairs: readonly KeyValue[]): Record<string, string> =>
  Object.fromEntries(pairs.map((pair) => [pair.key.trim(), pair.value]))

/** By line: a key that is none, or one that is there twice. */
export function labelErrors(pairs: readonly KeyValue[]): Readonly<Record<number, { readonly key: string }>> {
  const errors: Record<number, { readonly key: string }> = {}
  const seen = new Set<string>()
  for (const [index, pair] of pairs.entries()) {
    const parsed = labelKey.safeParse(pair.key)
    const key = pair.key.trim()
    if (!parsed.success) errors[index] = { key: parsed.error.issues[0]?.message ?? 'Enter a key.' }
    else if (seen.has(key)) errors[index] = { key: `${key} is there twice.` }
    seen.add(key)
  }
  return errors
}
