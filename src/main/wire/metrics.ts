// GET /metrics: health and statistics of the saved connections as Prometheus text (exposition format 0.0.4).
import type { Client } from '../../shared/contract/index.ts'
import type { ClusterHealth, ClusterStatistics } from '../../shared/model/cluster.ts'

/** What is known of one connection at this scrape; null where it could not be reached in time. */
export interface Scraped {
  readonly name: string
  readonly health: ClusterHealth | null
  readonly statistics: ClusterStatistics | null
}

/** A scrape must answer before Prometheus gives up (10 s by default). */
const longestWaitMs = 8_000

/** Asks every saved connection, or the one of this id, at once. One that does not answer has `swarmdeck_up` 0. */
export async function scrape(client: Client, only: string | null, signal: AbortSignal): Promise<string> {
  const list =
    only === null
      ? await client.connections.list(undefined, { signal })
      : [await client.connections.get({ id: only }, { signal })]
  const within = AbortSignal.any([signal, AbortSignal.timeout(longestWaitMs)])
  const scraped = await Promise.all(
    list.map(async ({ id, name }): Promise<Scraped> => {
      try {
        const [health, statistics] = await Promise.all([
          client.cluster.health({ connectionId: id }, { signal: within }),
          client.cluster.statistics({ connectionId: id }, { signal: within }),
        ])
        return { name, health, statistics }
      } catch {
        // The figure 0 says it; the reason is on the pages and in the log.
        return { name, health: null, statistics: null }
      }
    }),
  )
  return metricsText(scraped)
}

type Labels = Readonly<Record<string, string>>
type Sample = readonly [Labels, number]

/** The figures as text: each metric once, with HELP and TYPE before its samples. */
export function metricsText(all: readonly Scraped[]): string {
  const of = (pick: (each: Scraped) => readonly Sample[]): Sample[] =>
    all.flatMap((each) =>
      pick(each).map(([labels, value]): Sample => [{ connection: each.name, ...labels }, value]),
    )
  const figures = (pick: (statistics: ClusterStatistics) => readonly Sample[]): Sample[] =>
    of(({ statistics }) => (statistics === null ? [] : pick(statistics)))
  const health = (pick: (health: ClusterHealth) => readonly Sample[]): Sample[] =>
    of((each) => (each.health === null ? [] : pick(each.health)))
  const by = (label: string, counts: Readonly<Record<string, number>>): Sample[] =>
    Object.entries(counts).map(([value, count]) => [{ [label]: value }, count])

  return [
    gauge(
      'up',
      'Whether the cluster answered this scrape.',
      of((each) => [[{}, each.health === null ? 0 : 1]]),
    ),
    gauge(
      'health',
      'Overall health: 1 on the state that holds.',
      health(({ overall }) =>
        ['healthy', 'degraded', 'critical'].map((state): Sample => [{ state }, state === overall ? 1 : 0]),
      ),
    ),
    gauge(
      'health_reasons',
      'Reasons why the cluster is not healthy.',
      health(({ reasons }) =>
        ['degraded', 'critical'].map((severity): Sample => [
          { severity },
          reasons.filter((reason) => reason.severity === severity).length,
        ]),
      ),
    ),
    gauge(
      'managers_reachable',
      'Managers that can be reached.',
      health(({ quorum }) => [[{}, quorum.reachable]]),
    ),
    gauge(
      'managers_needed',
      'Managers needed for a majority.',
      health(({ quorum }) => [[{}, quorum.needed]]),
    ),
    gauge(
      'nodes',
      'Nodes of the swarm.',
      figures(({ nodes }) => [[{}, nodes.total]]),
    ),
    gauge(
      'nodes_by_state',
      'Nodes by state.',
      figures(({ nodes: { ready, down, total } }) =>
        by('state', { ready, down, other: total - ready - down }),
      ),
    ),
    gauge(
      'nodes_by_role',
      'Nodes by role.',
      figures(({ nodes }) => by('role', { manager: nodes.managers, worker: nodes.workers })),
    ),
    gauge(
      'nodes_by_availability',
      'Nodes by availability.',
      figures(({ nodes }) =>
        by('availability', { active: nodes.active, pause: nodes.paused, drain: nodes.drained }),
      ),
    ),
    gauge(
      'services',
      'Services.',
      figures(({ services }) => [[{}, services.total]]),
    ),
    gauge(
      'services_by_mode',
      'Services by mode.',
      figures(({ services: { replicated, global, jobs } }) => by('mode', { replicated, global, job: jobs })),
    ),
    gauge(
      'replicas_desired',
      'Replicas asked for.',
      figures(({ replicas }) => [[{}, replicas.desired]]),
    ),
    gauge(
      'replicas_running',
      'Replicas that run.',
      figures(({ replicas }) => [[{}, replicas.running]]),
    ),
    gauge(
      'tasks',
      'Tasks by state.',
      figures(({ tasks }) => by('state', tasks.byState)),
    ),
    gauge(
      'stacks',
      'Stacks.',
      figures(({ stacks }) => [[{}, stacks]]),
    ),
    gauge(
      'networks',
      'Networks.',
      figures(({ networks }) => [[{}, networks]]),
    ),
    gauge(
      'cpus',
      'Processor cores of all nodes.',
      figures(({ nanoCpus }) => [[{}, nanoCpus / 1e9]]),
    ),
    gauge(
      'memory_bytes',
      'Memory of all nodes.',
      figures(({ memoryBytes }) => [[{}, memoryBytes]]),
    ),
  ].join('')
}

function gauge(name: string, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return ''
  const full = `swarmdeck_${name}`
  const lines = samples.map(([labels, value]) => {
    const inner = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`)
    return `${full}{${inner.join(',')}} ${value}`
  })
  return [`# HELP ${full} ${help}`, `# TYPE ${full} gauge`, ...lines, ''].join('\n')
}

/** Backslash, quote and line feed are the three that the format escapes. */
const escapeLabel = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
