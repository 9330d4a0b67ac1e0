// The one sentence of a cluster: first whether it is well, then why not, each reason with what to open. Pure.
import { assertNever } from '../../../shared/errors.ts'
import type { ClusterHealth, HealthReason } from '../../../shared/model/cluster.ts'

export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'hold'

/** A stretch of the sentence: plain words, or words that open something. */
export type SentencePart =
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'link'
      readonly text: string
      readonly tone: Tone
      readonly target: NonNullable<HealthReason['link']>
    }

export interface HealthSentence {
  readonly parts: readonly SentencePart[]
  /** Reasons that did not fit in. */
  readonly left: number
}

/** A sentence with more clauses than this is a list; the rest is counted. */
const mostReasons = 3
const mostOngoing = 2

/** As in `prod-eu serves everything, with one gap: shop_search runs 2 of 3 replicas, while node7 drains.` */
export function healthSentence(name: string, health: ClusterHealth): HealthSentence {
  const reasons = health.reasons.slice(0, mostReasons)
  const ongoing = health.ongoing.slice(0, mostOngoing)
  const left = health.reasons.length - reasons.length
  const leftOngoing = health.ongoing.length - ongoing.length
  const parts: SentencePart[] = [{ kind: 'lead', text: lead(name, health) }]
  const say = (text: string) => parts.push({ kind: 'text', text })

  if (reasons.length > 0) {
    say(': ')
    sayEach(parts, reasons, left > 0 ? ', ' : ' and ')
    if (left > 0) say(left === 1 ? ' and 1 more' : ` and ${left} more`)
  }
  if (ongoing.length > 0) {
    say(', while ')
    sayEach(parts, ongoing, leftOngoing > 0 ? ', ' : ' and ')
    if (leftOngoing > 0)
      say(leftOngoing === 1 ? ' and 1 more change goes on' : ` and ${leftOngoing} more changes go on`)
  }
  say('.')
  return { parts, left: left + leftOngoing }
}

/** One reason by itself, as a line of a list. */
export function reasonParts(reason: HealthReason): readonly SentencePart[] {
  const parts: SentencePart[] = []
  sayReason(parts, reason)
  return parts
}

/** How strongly a reason is shown. */
export function toneOf(reason: HealthReason): Tone {
  switch (reason.kind) {
    case 'quorumLost':
    case 'nodeDown':
    case 'serviceDown':
    case 'managerUnreachable':
      return 'bad'
    case 'quorumTight':
    case 'serviceDegraded':
    case 'updatePaused':
    case 'rolledBack':
      return 'warn'
    case 'nodeDraining':
    case 'nodePaused':
      return 'hold'
    case 'serviceUpdating':
      return 'busy'
  }
  return assertNever(reason.kind)
}

function lead(name: string, health: ClusterHealth): string {
  const count = health.reasons.length
  if (health.overall === 'healthy' && count === 0) return `${name} runs everything as asked`
  if (health.overall === 'critical') {
    return health.reasons.some((each) => each.kind === 'quorumLost')
      ? `${name} has lost its quorum`
      : `${name} does not serve everything`
  }
  return `${name} serves everything, with ${count === 1 ? 'one gap' : `${count} gaps`}`
}

function sayEach(parts: SentencePart[], reasons: readonly HealthReason[], last: string): void {
  for (const [index, reason] of reasons.entries()) {
    if (index > 0) parts.push({ kind: 'text', text: index === reasons.length - 1 ? last : ', ' })
    sayReason(parts, reason)
  }
}

/** The object's name becomes the link; where the text does not begin with it, the whole clause does. */
function sayReason(parts: SentencePart[], reason: HealthReason): void {
  const because = causeOf(reason)
  const { link } = reason
  if (link === null) {
    parts.push({ kind: 'text', text: reason.text + because })
  } else if (reason.text.startsWith(link.name)) {
    parts.push({ kind: 'link', text: link.name, tone: toneOf(reason), target: link })
    parts.push({ kind: 'text', text: reason.text.slice(link.name.length) + because })
  } else {
    parts.push({ kind: 'link', text: reason.text, tone: toneOf(reason), target: link })
    if (because !== '') parts.push({ kind: 'text', text: because })
  }
}

/** Engine words about a machine stand in brackets; causes in plain words follow `because`. */
function causeOf({ kind, because }: HealthReason): string {
  if (because === null) return ''
  if (kind === 'nodeDown' || kind === 'managerUnreachable') return ` (${because})`
  const clause = causeClause(because)
  if (clause === '') return ''
  // What goes wrong on the way is not why it changes.
  return kind === 'serviceUpdating' || kind === 'rolledBack' ? ` (${clause})` : ` because ${clause}`
}

/** The first clause of a cause, to follow `because`: the whole of it stands where the service is listed. */
export function causeClause(because: string): string {
  const cause = because.replace(/^The (?:update|rollback) is paused(?:: )?/, '')
  const [first = ''] = cause.split(/: |; | \(/, 1)
  const clause = /^[A-Z][a-z]* /.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first
  return /^(?:exits|fails) /.test(clause) ? `it ${clause}` : clause
}
