// What travels over a wire: small JSON frames, checked on arrival on both sides. Whoever breaks the form is cut off.
import { z } from 'zod'
import { appErrorData } from '../errors.ts'

/** Raised when a frame's form changes; a page of another version is told so instead of being misread. */
export const frameVersion = 1

/** The longest frame a server accepts, in UTF-16 units. Inputs are small; compose files are the largest. */
export const maxClientFrameLength = 4 * 1024 * 1024

const v = z.literal(frameVersion)
/** Chosen by the client, never used twice on one wire. */
const id = z.number().int().min(1)
/** `services.list` */
const method = z.string().min(1).max(200)
const credit = z.number().int().min(1).max(10_000)

export const clientFrame = z.discriminatedUnion('kind', [
  /** Asks for one answer: `result` or `error`. */
  z.object({ v, kind: z.literal('call'), id, method, input: z.unknown().optional() }),
  /** Opens a stream: `item` while there is credit, then `end` or `error`. */
  z.object({ v, kind: z.literal('listen'), id, method, input: z.unknown().optional(), credit }),
  /** Allows that many more items. */
  z.object({ v, kind: z.literal('credit'), id, credit }),
  /** Nobody waits for this answer any more; nothing more is sent for it. */
  z.object({ v, kind: z.literal('cancel'), id }),
])
export type ClientFrame = z.infer<typeof clientFrame>

export const serverFrame = z.discriminatedUnion('kind', [
  z.object({ v, kind: z.literal('result'), id, value: z.unknown().optional() }),
  z.object({ v, kind: z.literal('item'), id, value: z.unknown().optional() }),
  z.object({ v, kind: z.literal('end'), id }),
  z.object({ v, kind: z.literal('error'), id, error: appErrorData }),
])
export type ServerFrame = z.infer<typeof serverFrame>

type Unversioned<F> = F extends unknown ? Omit<F, 'v'> : never

export function encodeFrame(frame: Unversioned<ClientFrame> | Unversioned<ServerFrame>): string {
  return JSON.stringify({ v: frameVersion, ...frame })
}

/** The frame, or null where the text is none of this version. */
export function decodeClientFrame(text: string): ClientFrame | null {
  return text.length > maxClientFrameLength ? null : decode(clientFrame, text)
}

/** The frame, or null where the text is none of this version. */
export function decodeServerFrame(text: string): ServerFrame | null {
  return decode(serverFrame, text)
}

function decode<F>(schema: z.ZodType<F>, text: string): F | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
