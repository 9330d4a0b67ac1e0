// The time left until something happens by itself, as in `in 24 s`.
import { formatSeconds } from '../../ui/format.ts'
import { useNow } from '../../ui/useNow.ts'

/** `now` once the time has come. */
export function Countdown({ until }: { readonly until: string }) {
  const seconds = Math.ceil((Date.parse(until) - useNow()) / 1000)
  return <>{seconds > 0 ? `in ${formatSeconds(seconds)}` : 'now'}</>
}
