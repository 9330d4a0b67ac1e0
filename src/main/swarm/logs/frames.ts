// The bytes of a log answer taken apart: frames with an 8-byte header (stream, 0, 0, 0, length), or, from containers with
// a terminal, bare lines. Every answer is asked for with timestamps, so a bare one begins with a digit and a framed one
// with 0 to 3: the first byte tells, which also holds for old tasks of a service whose terminal was switched since.

export interface Frame {
  /** `system` is the engine's own word about the log. */
  readonly source: 'stdout' | 'stderr' | 'system'
  readonly payload: Buffer
}

/** An answer's chunks as they come, in any cut; frames as they are complete. What an answer breaks off in is dropped. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)
  #bare: boolean | null = null

  push(chunk: Uint8Array): Frame[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const [first] = this.#rest
    if (first === undefined) return []
    this.#bare ??= first > 3
    return this.#bare ? this.#lines() : this.#framed()
  }

  /** What stands without a line end when the answer is over. */
  end(): Frame[] {
    const rest = this.#rest
    this.#rest = Buffer.alloc(0)
    return this.#bare === true && rest.length > 0 ? [{ source: 'stdout', payload: rest }] : []
  }

  #framed(): Frame[] {
    const frames: Frame[] = []
    let at = 0
    while (this.#rest.length - at >= 8) {
      const length = this.#rest.readUInt32BE(at + 4)
      if (this.#rest.length - at - 8 < length) break
      const payload = this.#rest.subarray(at + 8, at + 8 + length)
      frames.push({ source: sourceOf(this.#rest[at]), payload })
      at += 8 + length
    }
    this.#rest = this.#rest.subarray(at)
    return frames
  }

  #lines(): Frame[] {
    const frames: Frame[] = []
    let from = 0
    for (let end = this.#rest.indexOf(0x0a); end >= 0; end = this.#rest.indexOf(0x0a, from)) {
      const text = this.#rest[end - 1] === 0x0d ? end - 1 : end
      const payload = Buffer.concat([this.#rest.subarray(from, Math.max(from, text)), Buffer.from('\n')])
      frames.push({ source: 'stdout', payload })
      from = end + 1
    }
    this.#rest = this.#rest.subarray(from)
    return frames
  }
}

function sourceOf(header: number | undefined): Frame['source'] {
  if (header === 2) return 'stderr'
  return header === 3 ? 'system' : 'stdout'
}
