// REST: a service as scripts write it down, shorter than the form's: `{"name":"web","image":"nginx","replicas":2}`.
import { z } from 'zod'
import { replicaCount, serviceDraft, type ServiceDraft } from '../../shared/model/serviceSpec.ts'
import { checked } from './restRoute.ts'

const short = z.object({
  replicas: replicaCount.optional(),
  mode: z.union([z.enum(['replicated', 'global']), z.looseObject({ kind: z.string() })]).optional(),
  env: z.union([z.record(z.string(), z.string()), z.array(z.unknown())]).optional(),
  ports: z.array(z.unknown()).optional(),
})

/**
 * The draft that a body means. Besides the whole form of a draft: `replicas` beside or instead of `mode` (1 where neither
 * is given), `mode` as a word, `env` as `{"NAME":"value"}` or `["NAME=value"]`, `published` left out of a port.
 * Throws `input.invalid` at the field.
 */
export function draftOf(body: Readonly<Record<string, unknown>>): ServiceDraft {
  const { replicas, mode, env, ports } = checked(short, body)
  return checked(serviceDraft, {
    ...body,
    mode: modeOf(mode, replicas ?? 1),
    ...(env === undefined ? {} : { env: Array.isArray(env) ? env.map(variable) : pairs(env) }),
    ...(ports === undefined ? {} : { ports: ports.map(port) }),
  })
}

function modeOf(mode: z.infer<typeof short>['mode'], replicas: number): unknown {
  if (typeof mode === 'object') return mode.kind === 'replicated' ? { replicas, ...mode } : mode
  return mode === 'global' ? { kind: 'global' } : { kind: 'replicated', replicas }
}

const pairs = (env: Readonly<Record<string, string>>): unknown[] =>
  Object.entries(env).map(([name, value]) => ({ name, value }))

/** `NAME=value`; all after the first = is the value. What is no text is the draft's to judge. */
function variable(given: unknown): unknown {
  if (typeof given !== 'string') return given
  const equals = given.indexOf('=')
  return equals === -1
    ? { name: given, value: '' }
    : { name: given.slice(0, equals), value: given.slice(equals + 1) }
}

const port = (given: unknown): unknown =>
  typeof given === 'object' && given !== null ? { published: null, ...given } : given
