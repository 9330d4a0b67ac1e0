// From frames to lines: `TIME DETAILS TEXT`, decoded, joined where the engine split a long one, cut at 16 KiB.
import type { LogLine } from '../../../shared/model/logLine.ts'
import type { Frame } from './frames.ts'

/** A line before it has its number in the stream. */
export type Line = Omit<LogLine, 'seq'>

/** Bytes of text a line may have. */
export const longest = 16_384

interface Parsed {
  readonly at: string
  readonly taskId: string
  readonly nodeId: string
  readonly text: Buffer
}

interface Unfinished {
  readonly head: Parsed
  readonly stream: Line['stream']
  cut: boolean
}

/** Reads the frames of one answer in order. */
export class LineReader {
  /** By task and stream: a long line comes in pieces of 16 KiB, each a frame with the same time, only the last with a line end. */
  readonly #unfinished = new Map<string, Unfinished>()

  push(frame: Frame): Line[] {
    if (frame.source === 'system') return []
    const ended = frame.payload.at(-1) === 0x0a
    const parsed = parse(ended ? frame.payload.subarray(0, -1) : frame.payload)
    if (parsed === null) return []
    const stream = frame.source
    const key = `${parsed.taskId}/${stream}`
    const begun = this.#unfinished.get(key)
    const lines: Line[] = []
    if (begun !== undefined) {
      this.#unfinished.delete(key)
      if (begun.head.at === parsed.at) {
        begun.cut ||= parsed.text.length > 0
        if (!ended) this.#unfinished.set(key, begun)
        return ended ? [toLine(begun)] : []
      }
      lines.push(toLine(begun))
    }
    const whole = { head: parsed, stream, cut: false }
    // Only pieces as long as can be are unfinished; anything shorter is a last line without an end
    if (!ended && parsed.text.length >= longest) this.#unfinished.set(key, whole)
    else lines.push(toLine(whole))
    return lines
  }

  end(): Line[] {
    const lines = [...this.#unfinished.values()].map(toLine)
    this.#unfinished.clear()
    return lines
  }
}

function parse(payload: Buffer): Parsed | null {
  const timeEnd = payload.indexOf(0x20)
  if (timeEnd < 0) return null
  const at = payload.toString('latin1', 0, timeEnd)
  if (!/^\d{4}-\d{2}-\d{2}T/.test(at)) return null
  let detailsEnd = payload.indexOf(0x20, timeEnd + 1)
  if (detailsEnd < 0) detailsEnd = payload.length
  const details = new Map(
    payload
      .toString('utf8', timeEnd + 1, detailsEnd)
      .split(',')
      .map((pair): [string, string] => {
        const cut = pair.indexOf('=')
        return [pair.slice(0, cut), pair.slice(cut + 1)]
      }),
  )
  const taskId = details.get('com.docker.swarm.task.id')
  if (taskId === undefined) return { at, taskId: '', nodeId: '', text: payload.subarray(timeEnd + 1) }
  return {
    at,
    taskId,
    nodeId: details.get('com.docker.swarm.node.id') ?? '',
    text: payload.subarray(detailsEnd + 1),
  }
}

function toLine({ head, stream, cut }: Unfinished): Line {
  const tooLong = head.text.length > longest
  // `stream: true` leaves out a character that the cut went through
  const text = new TextDecoder().decode(head.text.subarray(0, longest), { stream: tooLong || cut })
  const { at, taskId, nodeId } = head
  return { at, stream, taskId, nodeId, text, cut: cut || tooLong }
}

/** Orders lines by time whatever the number of digits; as text, since a JavaScript date ends at milliseconds. */
export function stamp(at: string): string {
  const [, seconds = at, fraction = ''] = /^([^.Z]+)(?:\.(\d+))?Z$/.exec(at) ?? []
  return `${seconds}.${fraction.padEnd(9, '0')}`
}
