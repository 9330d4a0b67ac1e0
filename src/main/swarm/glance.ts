// A cluster at a glance, for cards and badges: one word, one line, a few figures.
import type { ConnectionGlance } from '../../shared/model/cluster.ts'
import type { TaskPhase } from '../../shared/model/task.ts'
import type { ClusterState } from './clusterState.ts'
import { clusterHealth } from './health.ts'
import { clusterStatistics } from './statistics.ts'

/** So many findings fit on one line; the rest is counted. */
const shown = 2

/** @param connectionId whose glance it is */
export function glance(connectionId: string, state: ClusterState): ConnectionGlance {
  const base = { connectionId, link: state.link, problem: state.problem, asOf: state.asOf }
  if (!state.synced) return { ...base, overall: null, summary: null, figures: null }
  const health = clusterHealth(state)
  const { nodes, services, replicas } = clusterStatistics(state)
  const phases: Partial<Record<TaskPhase, number>> = {}
  for (const task of state.tasks.values()) phases[task.phase] = (phases[task.phase] ?? 0) + 1
  return {
    ...base,
    overall: health.overall,
    summary: oneLine([...health.reasons, ...health.ongoing].map((finding) => finding.text)),
    figures: {
      nodes: nodes.total,
      services: services.total,
      running: replicas.running,
      desired: replicas.desired,
      phases,
    },
  }
}

function oneLine(findings: readonly string[]): string {
  if (findings.length === 0) return 'Runs everything as asked'
  const rest = findings.length - shown
  const line = findings.slice(0, shown).join('; ')
  return rest > 0 ? `${line}; and ${rest} more` : line
}
