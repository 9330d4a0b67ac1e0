// Events of the cluster and deeds from here in one line of time. Pure.
import type { AuditEntry } from '../../../shared/model/audit.ts'
import type { SwarmEvent } from '../../../shared/model/cluster.ts'

export type Moment =
  | { readonly kind: 'event'; readonly at: string; readonly event: SwarmEvent }
  | { readonly kind: 'deed'; readonly at: string; readonly entry: AuditEntry }

export type TimelineShow = 'all' | 'events' | 'deeds'

export interface Day {
  /** As in `Today` or `Friday, 20 November 2026`. */
  readonly name: string
  readonly moments: readonly Moment[]
}

/** Newest first, each event once (a reopened stream replays), at most `most`. */
export function mergeEvents(
  known: readonly SwarmEvent[],
  arrived: readonly SwarmEvent[],
  most: number,
): readonly SwarmEvent[] {
  const byId = new Map(known.map((event) => [event.id, event]))
  for (const event of arrived) byId.set(event.id, event)
  return [...byId.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, most)
}

/** The moments that fit the filter, newest first. Every word typed must occur. */
export function moments(
  events: readonly SwarmEvent[],
  entries: readonly AuditEntry[],
  show: TimelineShow,
  typed: string,
): readonly Moment[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const all: Moment[] = [
    ...(show === 'deeds' ? [] : events.map((event): Moment => ({ kind: 'event', at: event.at, event }))),
    ...(show === 'events' ? [] : entries.map((entry): Moment => ({ kind: 'deed', at: entry.at, entry }))),
  ]
  return all
    .filter((moment) => words.every((word) => textOf(moment).includes(word)))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** Groups moments (newest first) by the day they fall on, where the reader is. */
export function byDay(all: readonly Moment[], now: Date): readonly Day[] {
  const days: { name: string; moments: Moment[] }[] = []
  for (const moment of all) {
    const name = dayName(new Date(moment.at), now)
    const last = days.at(-1)
    if (last?.name === name) last.moments.push(moment)
    else days.push({ name, moments: [moment] })
  }
  return days
}

function textOf(moment: Moment): string {
  const parts =
    moment.kind === 'event'
      ? [moment.event.actorName, moment.event.text, moment.event.type]
      : [
          moment.entry.target,
          moment.entry.text,
          moment.entry.who,
          moment.entry.command ?? '',
          moment.entry.detail,
        ]
  return parts.join(' ').toLowerCase()
}

function dayName(at: Date, now: Date): string {
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (at.toDateString() === now.toDateString()) return 'Today'
  if (at.toDateString() === yesterday.toDateString()) return 'Yesterday'
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(at)
}
