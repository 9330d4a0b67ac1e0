// A service exactly as the engine gave it: only what the verbs touch is named, everything else survives unread.
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Engine } from '../../docker/engine.ts'
import { inspectService } from '../services.ts'

const whole = z.number()

export const rawSpec = z.looseObject({
  Name: z.string(),
  TaskTemplate: z.looseObject({
    ContainerSpec: z
      .looseObject({ Image: z.string().optional(), Env: z.array(z.string()).nullish() })
      .nullish(),
    Placement: z
      .looseObject({ Constraints: z.array(z.string()).nullish(), MaxReplicas: whole.nullish() })
      .nullish(),
    ForceUpdate: whole.nullish(),
  }),
  Mode: z.looseObject({
    Replicated: z.looseObject({ Replicas: whole.nullish() }).nullish(),
    Global: z.looseObject({}).nullish(),
    ReplicatedJob: z.looseObject({}).nullish(),
    GlobalJob: z.looseObject({}).nullish(),
  }),
  UpdateConfig: z
    .looseObject({
      Parallelism: whole.nullish(),
      Delay: whole.nullish(),
      FailureAction: z.string().nullish(),
      Monitor: whole.nullish(),
      MaxFailureRatio: whole.nullish(),
      Order: z.string().nullish(),
    })
    .nullish(),
})
export type RawSpec = z.infer<typeof rawSpec>

const rawService = z.looseObject({
  ID: z.string(),
  Version: z.looseObject({ Index: whole }),
  Spec: rawSpec,
  PreviousSpec: rawSpec.nullish(),
  UpdateStatus: z
    .looseObject({
      State: z.string().nullish(),
      StartedAt: z.string().nullish(),
      CompletedAt: z.string().nullish(),
      Message: z.string().nullish(),
    })
    .nullish(),
})
export type RawService = z.infer<typeof rawService>

/** GET /services/{id or name}. Errors: `engine.notFound`. */
export async function readService(
  engine: Engine,
  reference: string,
  signal: AbortSignal,
): Promise<RawService> {
  const answer = await inspectService(engine, reference, signal)
  const parsed = rawService.safeParse(answer)
  if (!parsed.success) {
    throw new AppError(
      'docker.notAnEngine',
      `The answer about service ${reference} is not one of an engine.`,
      {
        cause: parsed.error,
      },
    )
  }
  return parsed.data
}

/** How many replicas are asked for; null where the mode has no such number. */
export const replicasOf = (spec: RawSpec): number | null =>
  spec.Mode.Replicated ? (spec.Mode.Replicated.Replicas ?? 1) : null

export const imageOf = (spec: RawSpec): string => spec.TaskTemplate.ContainerSpec?.Image ?? ''
