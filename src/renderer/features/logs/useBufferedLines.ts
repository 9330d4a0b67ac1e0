// Draws the buffer at most once a frame, and holds it still while the reader has paused.
import { useEffect, useRef, useState } from 'react'
import type { LogBuffer, ShownLine } from './logBuffer.ts'

export interface BufferedLines {
  /** A snapshot; replaced when lines came. */
  readonly lines: readonly ShownLine[]
  /** Lines that came since the pause. */
  readonly waiting: number
}

/** @param paused while true the snapshot stays as it is and only `waiting` grows */
export function useBufferedLines(buffer: LogBuffer, paused: boolean): BufferedLines {
  const [shown, setShown] = useState<BufferedLines>({ lines: [], waiting: 0 })
  const pausedAt = useRef<number | null>(null)

  useEffect(() => {
    let frame: number | null = null
    pausedAt.current = paused ? arrived(buffer) : null
    const draw = () => {
      frame = null
      const from = pausedAt.current
      if (from === null) setShown({ lines: [...buffer.lines], waiting: 0 })
      else setShown((now) => ({ ...now, waiting: arrived(buffer) - from }))
    }
    draw()
    const leave = buffer.subscribe(() => {
      frame ??= requestAnimationFrame(draw)
    })
    return () => {
      leave()
      if (frame !== null) cancelAnimationFrame(frame)
    }
  }, [buffer, paused])
  return shown
}

const arrived = (buffer: LogBuffer): number => buffer.dropped + buffer.lines.length
