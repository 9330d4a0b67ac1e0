// What scripts may write for a service.
import { expect, it } from 'vitest'
import { draftOf } from './restDraft.ts'

const web = { name: 'web', image: 'nginx:1.27' }
const field = (body: Record<string, unknown>): unknown => {
  try {
    return draftOf(body)
  } catch (error) {
    return error instanceof Error && 'field' in error ? error.field : error
  }
}

it('needs a name and an image only, and runs once then', () => {
  expect(draftOf(web)).toMatchObject({
    ...web,
    mode: { kind: 'replicated', replicas: 1 },
    env: [],
    ports: [],
  })
  expect(field({ name: 'web' })).toBe('image')
})

it('takes replicas and mode in short or as the form has them', () => {
  const three = { kind: 'replicated', replicas: 3 }
  expect(draftOf({ ...web, replicas: 3 }).mode).toEqual(three)
  expect(draftOf({ ...web, mode: 'replicated', replicas: 3 }).mode).toEqual(three)
  expect(draftOf({ ...web, mode: three }).mode).toEqual(three)
  expect(draftOf({ ...web, mode: { kind: 'replicated' }, replicas: 3 }).mode).toEqual(three)
  expect(draftOf({ ...web, mode: 'global' }).mode).toEqual({ kind: 'global' })
})

it('takes variables as a record, as NAME=value or as the form has them', () => {
  const env = [{ name: 'A', value: 'b=c' }]
  expect(draftOf({ ...web, env: { A: 'b=c' } }).env).toEqual(env)
  expect(draftOf({ ...web, env: ['A=b=c'] }).env).toEqual(env)
  expect(draftOf({ ...web, env }).env).toEqual(env)
})

it('lets the engine choose a port that is not named', () => {
  expect(draftOf({ ...web, ports: [{ target: 80 }] }).ports).toEqual([
    { published: null, target: 80, protocol: 'tcp', mode: 'ingress' },
  ])
})

it('refuses what cannot be at the field as it was written', () => {
  expect(field({ ...web, replicas: -1 })).toBe('replicas')
  expect(field({ ...web, replicas: 'x' })).toBe('replicas')
  expect(field({ ...web, mode: 'many' })).toBe('mode')
  expect(field({ ...web, mode: { kind: 'replicated', replicas: 1.5 } })).toBe('mode.replicas')
  expect(field({ ...web, env: ['no name=1'] })).toBe('env.0.name')
  expect(field({ ...web, ports: [8080] })).toBe('ports.0')
})
