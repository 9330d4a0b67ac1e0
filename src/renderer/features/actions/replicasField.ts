// What is typed into the field for replicas, as a count or as the reason why it is none.
import { replicaCount } from '../../../shared/model/serviceSpec.ts'

export interface ReplicasField {
  readonly value: number | null
  readonly error: string | null
}

/** Takes what a NumberInput holds: a number, or text where it is not (yet) one. */
export function replicasOf(typed: string | number): ReplicasField {
  const text = String(typed).replaceAll(',', '').trim()
  const parsed = replicaCount.safeParse(text === '' ? undefined : Number(text))
  if (parsed.success) return { value: parsed.data, error: null }
  return { value: null, error: parsed.error.issues[0]?.message ?? 'Enter a whole number.' }
}
