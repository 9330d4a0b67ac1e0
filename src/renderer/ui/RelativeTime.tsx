// A time as an age (`18 min`), exact on hover and focus. All of them on a page tick together.
import { useMemo } from 'react'
import { formatAge, formatExact } from './format.ts'
import { useNow } from './useNow.ts'

export interface RelativeTimeProps {
  /** ISO 8601. */
  readonly at: string
  /** As in `ago` or `old`. */
  readonly suffix?: string
}

/** The age in one unit. */
export function RelativeTime({ at, suffix }: RelativeTimeProps) {
  const now = useNow()
  const age = formatAge(at, now)
  const exact = useMemo(() => formatExact(at), [at])
  return (
    <time dateTime={at} title={exact}>
      {withSuffix(age, suffix)}
    </time>
  )
}

function withSuffix(age: string, suffix: string | undefined): string {
  if (suffix === undefined || age === '–') return age
  return age === 'now' ? 'just now' : `${age} ${suffix}`
}
