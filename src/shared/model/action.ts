// An action is a wish to change the cluster, as data. One shape serves all that must be known of it: its consequences
// before (preview), the docker command it amounts to, running it, following it to convergence, the audit log, its undo.
import { z } from 'zod'
import { appErrorData } from '../errors.ts'
import { availability } from './node.ts'
import { imageReference, labels, replicaCount, serviceDraft } from './serviceSpec.ts'

/** A service or node by id or name. */
const reference = z.string().trim().min(1).max(256)

export const action = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('service.scale'),
    service: reference,
    replicas: replicaCount,
    /** What the reader saw when asking; if it is another by now, the action is refused with `engine.conflict`. */
    from: replicaCount.optional(),
  }),
  z.object({
    kind: z.literal('service.image'),
    service: reference,
    image: imageReference,
    from: z.string().optional(),
    /** Send this machine's registry login along instead of keeping the one the service has. */
    withRegistryAuth: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('service.restart'), service: reference }),
  z.object({ kind: z.literal('service.rollback'), service: reference }),
  z.object({ kind: z.literal('service.remove'), service: reference }),
  z.object({ kind: z.literal('service.create'), draft: serviceDraft }),
  z.object({
    kind: z.literal('node.availability'),
    node: reference,
    availability,
    from: availability.optional(),
  }),
  z.object({ kind: z.literal('node.labels'), node: reference, labels, from: labels.optional() }),
])
export type Action = z.infer<typeof action>
export type ActionInput = z.input<typeof action>
export type ActionKind = Action['kind']

/** One thing that will happen, or that stays as it is. */
export const consequence = z.object({
  tone: z.enum(['ok', 'warn', 'bad', 'busy', 'hold', 'idle']),
  /** The fact, as in `14 tasks move.` */
  text: z.string(),
  /** What follows from it; may be empty. */
  detail: z.string(),
})
export type Consequence = z.infer<typeof consequence>

export const actionPreview = z.object({
  /** A question or a statement, as in `Drain node3?` */
  title: z.string(),
  intro: z.string(),
  consequences: z.array(consequence),
  /** The docker command line(s) that would do the same. */
  commands: z.array(z.string()),
  /** The button: verb and thing, as in `Drain node3`. */
  confirm: z.string(),
  /** True where running tasks stop or data may go: a red button. */
  destructive: z.boolean(),
  /** The name to type where it cannot be undone. */
  typedName: z.string().nullable(),
  /** As in `Can be undone with Roll back`. */
  note: z.string().nullable(),
  asOf: z.iso.datetime(),
})
export type ActionPreview = z.infer<typeof actionPreview>

/**
 * How an operation stands. `converged`: everything is as asked. `rolledBack`: the engine undid the update by itself.
 * `paused`: the engine stopped half-way and waits for a decision. `failed`: refused, or it cannot become as asked.
 * `superseded`: another change took its place. `detached`: nobody follows any more; it goes on in the cluster.
 */
export const operationState = z.enum([
  'running',
  'converged',
  'rolledBack',
  'paused',
  'failed',
  'superseded',
  'detached',
])
export type OperationState = z.infer<typeof operationState>

/** An action under way or ended: what the tray shows. Survives navigation and reloads, kept by main. */
export const operation = z.object({
  id: z.string(),
  connectionId: z.string(),
  action,
  /** As in `Updating shop_api to 2.14.1`. */
  title: z.string(),
  commands: z.array(z.string()),
  /** The service or node it is about, to open it. */
  target: z.object({ kind: z.enum(['service', 'node']), id: z.string().nullable(), name: z.string() }),
  state: operationState,
  /** n of m tasks as asked; null where nothing can be counted. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** What it is doing or how it ended, one clause. */
  detail: z.string(),
  error: appErrorData.nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  log: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  /** What would take it back; null where nothing does. */
  undo: action.nullable(),
})
export type Operation = z.infer<typeof operation>
