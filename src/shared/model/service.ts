// A service: what is asked for and, from `status=true`, how much of it runs.
import { z } from 'zod'

export const serviceMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replicated'), replicas: z.number().int() }),
  z.object({ kind: z.literal('global') }),
  z.object({ kind: z.literal('replicated-job'), total: z.number().int(), concurrent: z.number().int() }),
  z.object({ kind: z.literal('global-job') }),
])
export type ServiceMode = z.infer<typeof serviceMode>

export const publishedPort = z.object({
  /** null where the engine has not chosen one yet. */
  published: z.number().int().nullable(),
  target: z.number().int(),
  protocol: z.enum(['tcp', 'udp', 'sctp']),
  mode: z.enum(['ingress', 'host']),
})
export type PublishedPort = z.infer<typeof publishedPort>

/** The engine's own state of the last update; `none` where there was no update. */
export const updateState = z.enum([
  'none',
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
])
export type UpdateState = z.infer<typeof updateState>

/**
 * The one word for a service, in the order of what matters:
 * `updating`/`rollingBack` while tasks are replaced, `paused` where an update stopped, `degraded` where fewer run than
 * asked, `stopped` where none is asked, `complete` for a job that is done, else `running`.
 */
export const serviceHealth = z.enum([
  'running',
  'updating',
  'rollingBack',
  'paused',
  'degraded',
  'complete',
  'stopped',
])
export type ServiceHealth = z.infer<typeof serviceHealth>

export const service = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  /** Label com.docker.stack.namespace, or null. */
  stack: z.string().nullable(),
  /** The image as asked, with `@sha256:…` where pinned. */
  image: z.string(),
  mode: serviceMode,
  running: z.number().int(),
  desired: z.number().int(),
  completed: z.number().int(),
  health: serviceHealth,
  update: z.object({
    state: updateState,
    message: z.string(),
    startedAt: z.string().nullable(),
    completedAt: z.string().nullable(),
  }),
  ports: z.array(publishedPort),
  networks: z.array(z.string()),
  constraints: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  /** Whether PreviousSpec is there, so that a rollback is possible. */
  canRollBack: z.boolean(),
  /** Why it is not as asked, in plain words, with the engine's own text untouched; null where it is. */
  reason: z.object({ plain: z.string(), engine: z.string().nullable() }).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Service = z.infer<typeof service>
