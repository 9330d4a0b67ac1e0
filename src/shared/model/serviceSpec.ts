// What a reader may ask for when creating a service: the form's fields, each with the reason why a value is refused.
// The same rules run in the form and again in main.
import { z } from 'zod'

/** Docker's own rule for object names. */
export const serviceName = z
  .string()
  .trim()
  .min(1, 'Give the service a name.')
  .max(63, 'A service name has at most 63 characters.')
  .regex(
    /^[a-zA-Z0-9](?:[-_.a-zA-Z0-9]*[a-zA-Z0-9])?$/,
    'A name holds letters, digits, - _ and . only, and begins and ends with a letter or digit.',
  )

/** An image reference: [registry[:port]/]path[:tag][@sha256:digest], lower-case path, no spaces. */
export const imageReference = z
  .string()
  .trim()
  .min(1, 'Enter an image.')
  .max(512, 'An image reference has at most 512 characters.')
  .regex(
    /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/,
    'An image reads [registry/]name[:tag], in lower case and without spaces, as in nginx:1.27.',
  )

/** Swarm stores replicas as uint64; more than a million is a slip of the finger, not a wish. */
export const replicaCount = z
  .number('Enter a whole number.')
  .int('Replicas are a whole number.')
  .min(0, 'Replicas cannot be negative.')
  .max(1_000_000, 'At most 1,000,000 replicas.')

/** `node.labels.disk==ssd`, `node.role!=manager`: the form swarmkit accepts (constraint.Parse). */
export const constraint = z
  .string()
  .trim()
  .regex(
    /^(?:node\.(?:id|hostname|role|ip|platform\.(?:os|arch)|labels\.[\w][\w.-]*)|engine\.labels\.[\w][\w.-]*)\s*(?:==|!=)\s*[^\s=!].*$/,
    'Use == or !=, as in node.labels.disk==ssd.',
  )

const protoReason = 'A key cannot be __proto__.'
export const labelKey = z
  .string()
  .trim()
  .min(1, 'Enter a key.')
  .max(128, 'A key has at most 128 characters.')
  .regex(/^[^\s=]+$/, 'A key has no spaces and no =.')
  .refine((key) => key !== '__proto__', protoReason)
/** A record leaves out a key named __proto__ without a word: it is refused before, as the others are. */
export const labels = z
  .custom<Record<string, string>>(() => true)
  .superRefine((given, context) => {
    if (typeof given === 'object' && given !== null && Object.hasOwn(given, '__proto__')) {
      context.addIssue({ code: 'custom', path: ['__proto__'], message: protoReason })
    }
  })
  .pipe(z.record(labelKey, z.string().max(4096, 'A value has at most 4096 characters.')))

const envName = z.string().regex(/^[^=\s\0]+$/, 'A variable name has no spaces and no =.')
const containerPath = z
  .string()
  .trim()
  .regex(/^(?:\/|[A-Za-z]:\\)/, 'A path in the container begins with /.')
/** Nanoseconds, as the Engine API counts them. */
const nanoseconds = z.number().int().min(0)

export const updatePolicy = z.object({
  /** 0 = all at once. */
  parallelism: z.number().int('A whole number.').min(0, 'Not negative.').max(10_000),
  delayNs: nanoseconds,
  order: z.enum(['stop-first', 'start-first']),
  onFailure: z.enum(['pause', 'continue', 'rollback']),
  /** How long a task is watched for failure after it starts. */
  monitorNs: nanoseconds,
  /** 0 to 1. */
  maxFailureRatio: z.number().min(0, 'Between 0 and 1.').max(1, 'Between 0 and 1.'),
})
export type UpdatePolicy = z.infer<typeof updatePolicy>

export const serviceDraft = z
  .object({
    name: serviceName,
    image: imageReference,
    mode: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('replicated'), replicas: replicaCount }),
      z.object({ kind: z.literal('global') }),
    ]),
    /** The image's own where left out. */
    command: z.array(z.string()).default([]),
    args: z.array(z.string()).default([]),
    env: z.array(z.object({ name: envName, value: z.string() })).default([]),
    labels: labels.default({}),
    containerLabels: labels.default({}),
    ports: z
      .array(
        z.object({
          /** null: the engine chooses one (30000–32767). */
          published: z
            .number()
            .int()
            .min(1, 'A port is between 1 and 65535.')
            .max(65535, 'A port is between 1 and 65535.')
            .nullable(),
          target: z
            .number('Enter a port.')
            .int()
            .min(1, 'A port is between 1 and 65535.')
            .max(65535, 'A port is between 1 and 65535.'),
          protocol: z.enum(['tcp', 'udp', 'sctp']).default('tcp'),
          mode: z.enum(['ingress', 'host']).default('ingress'),
        }),
      )
      .default([]),
    mounts: z
      .array(
        z.discriminatedUnion('type', [
          z.object({
            type: z.literal('volume'),
            source: z.string().trim().default(''),
            target: containerPath,
            readOnly: z.boolean().default(false),
          }),
          z.object({
            type: z.literal('bind'),
            source: z
              .string()
              .trim()
              .regex(/^(?:\/|[A-Za-z]:\\)/, 'A bind mount needs an absolute path on the node.'),
            target: containerPath,
            readOnly: z.boolean().default(false),
          }),
          z.object({
            type: z.literal('tmpfs'),
            target: containerPath,
            sizeBytes: z.number().int().min(0).nullable().default(null),
          }),
        ]),
      )
      .default([]),
    /** Names or ids of swarm-scoped networks. */
    networks: z.array(z.string().trim().min(1)).default([]),
    constraints: z.array(constraint).default([]),
    /** 0 = no limit. */
    maxPerNode: z.number().int().min(0).default(0),
    limits: z
      .object({
        nanoCpus: z.number().int().min(0).nullable(),
        memoryBytes: z.number().int().min(0).nullable(),
      })
      .default({ nanoCpus: null, memoryBytes: null }),
    reservations: z
      .object({
        nanoCpus: z.number().int().min(0).nullable(),
        memoryBytes: z.number().int().min(0).nullable(),
      })
      .default({ nanoCpus: null, memoryBytes: null }),
    restart: z
      .object({
        condition: z.enum(['none', 'on-failure', 'any']),
        delayNs: nanoseconds,
        maxAttempts: z.number().int().min(0),
      })
      .nullable()
      .default(null),
    update: updatePolicy.nullable().default(null),
    rollback: updatePolicy.nullable().default(null),
    healthcheck: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('none') }),
        z.object({
          kind: z.literal('command'),
          /** Run by the container's shell. */
          command: z.string().trim().min(1, 'Enter the command that tells health.'),
          intervalNs: nanoseconds,
          timeoutNs: nanoseconds,
          startPeriodNs: nanoseconds,
          retries: z.number().int().min(0),
        }),
      ])
      .nullable()
      .default(null),
    /** Send the registry login of this machine's docker config along (`--with-registry-auth`). */
    withRegistryAuth: z.boolean().default(false),
  })
  .superRefine((draft, context) => {
    if (draft.mode.kind === 'global' && draft.maxPerNode > 0) {
      context.addIssue({
        code: 'custom',
        path: ['maxPerNode'],
        message: 'A global service runs once on each node; a limit a node is for replicated ones.',
      })
    }
    const taken = new Set<string>()
    for (const [index, port] of draft.ports.entries()) {
      if (port.published === null) continue
      // The engine tells ports by number and protocol, whatever their mode.
      const key = `${port.published}/${port.protocol}`
      if (taken.has(key)) {
        context.addIssue({
          code: 'custom',
          path: ['ports', index, 'published'],
          message: `Port ${port.published}/${port.protocol} is published twice.`,
        })
      }
      taken.add(key)
    }
    const targets = new Set<string>()
    for (const [index, mount] of draft.mounts.entries()) {
      if (targets.has(mount.target)) {
        context.addIssue({
          code: 'custom',
          path: ['mounts', index, 'target'],
          message: `${mount.target} is mounted twice.`,
        })
      }
      targets.add(mount.target)
    }
  })
export type ServiceDraft = z.infer<typeof serviceDraft>
export type ServiceDraftInput = z.input<typeof serviceDraft>
