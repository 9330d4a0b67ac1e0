// Quorum in a sentence. Pure.
import type { ClusterHealth } from '../../../shared/model/cluster.ts'
import type { StatusAndWord } from '../../ui/status.ts'

export interface QuorumWords extends StatusAndWord {
  readonly sentence: string
}

/** As in `3 of 3 managers answer. 2 are needed, so 1 may be lost.` */
export function quorumWords({ managers, reachable, needed }: ClusterHealth['quorum']): QuorumWords {
  const answer = `${reachable} of ${managers} ${managers === 1 ? 'manager answers' : 'managers answer'}.`
  const spare = reachable - needed
  if (spare < 0) {
    const missing = needed - reachable
    return {
      status: 'bad',
      word: 'Quorum lost',
      sentence: `${answer} ${needed} are needed: bring back ${missing === 1 ? 'one' : missing} to change anything.`,
    }
  }
  if (managers === 1) {
    return { status: 'ok', word: 'One manager', sentence: `${answer} With one manager, none may be lost.` }
  }
  const lose = spare === 0 ? 'none may be lost' : `${spare} may be lost`
  return {
    status: spare === 0 ? 'warn' : 'ok',
    word: spare === 0 ? 'Quorum is tight' : 'Quorum holds',
    sentence: `${answer} ${needed} are needed, so ${lose}.`,
  }
}
