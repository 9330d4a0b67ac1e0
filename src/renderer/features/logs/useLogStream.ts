// The log of a service or task on the connection at hand; a new range or target begins a new reading.
import { useEffect, useMemo, useState } from 'react'
import { useApi } from '../../api/ApiProvider.tsx'
import { useLiveValue } from '../../api/cluster.ts'
import type { LogBuffer } from './logBuffer.ts'
import type { LogRange } from './logRange.ts'
import { LogSource, type LogStatus, type LogTarget } from './logSource.ts'

export interface LogStream extends LogStatus {
  readonly buffer: LogBuffer
  readonly retry: () => void
}

export function useLogStream(connectionId: string, target: LogTarget, range: LogRange): LogStream {
  const { client, wire } = useApi()
  const [attempt, setAttempt] = useState(0)
  const { kind, id } = target
  const source = useMemo(
    () => ({
      attempt,
      log: new LogSource({ logs: client.logs, wire, connectionId, target: { kind, id }, range }),
    }),
    [client, wire, connectionId, kind, id, range, attempt],
  )
  useEffect(() => source.log.start(), [source])
  const status = useLiveValue(source.log.status)
  return { ...status, buffer: source.log.buffer, retry: () => setAttempt((now) => now + 1) }
}
