// The small schemas that all engine records share: what the engine leaves out or sends as null reads as empty.
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'

/**
 * Reads one engine answer with its record.
 * @param about names the thing for the reader, as in `service web`
 * @throws AppError `engine.failed` naming the field where the answer has another shape than the Engine API says
 */
export function parseRecord<S extends z.ZodType>(record: S, raw: unknown, about: string): z.output<S> {
  const parsed = record.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw new AppError(
    'engine.failed',
    `The engine’s answer about ${about} is not understood${field === '' ? '' : ` (${field})`}.`,
    { cause: parsed.error, details: { field } },
  )
}

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

export const whole = z
  .number()
  .nullish()
  .transform((value) => value ?? 0)

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)

export const labelMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {})

export const list = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? [])

/** Go's zero time means never. */
export const time = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === null || value.startsWith('0001-') ? null : value))

export const version = z
  .object({ Index: z.number().nullish() })
  .nullish()
  .transform((value) => value?.Index ?? 0)

/** The value where it is one of those known, else the last resort: a newer engine may know more words. */
export const oneOf = <const T extends readonly string[]>(known: T, otherwise: T[number]) =>
  z
    .string()
    .nullish()
    .transform((value): T[number] => known.find((word) => word === value) ?? otherwise)

export const stackLabel = 'com.docker.stack.namespace'
/** The stack that a label map names, or null. */
export const stackOf = (labels: Readonly<Record<string, string>>): string | null => {
  const name = labels[stackLabel]
  return name === undefined || name === '' ? null : name
}

/** The items of a list answer; an engine with nothing to list may say null. @throws AppError `engine.failed` */
export const listOf = (raw: unknown, about: string): unknown[] => parseRecord(list(z.unknown()), raw, about)
