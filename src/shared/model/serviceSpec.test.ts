// What the rules of the form refuse where zod alone would let it pass.
import { expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { action } from './action.ts'
import { labelKey, labels, serviceDraft } from './serviceSpec.ts'

const draft = { name: 'web', image: 'nginx', mode: { kind: 'global' } }
function refusal(schema: typeof serviceDraft | typeof labels | typeof action, input: unknown): AppError {
  const parsed = schema.safeParse(input)
  if (parsed.success) throw new Error('It was accepted.')
  return AppError.fromZod(parsed.error)
}

it('refuses a port that is published twice, in whatever modes', () => {
  const port = { published: 80, target: 8080 }
  const ports = [port, { ...port, mode: 'host' }]
  expect(refusal(serviceDraft, { ...draft, ports })).toMatchObject({
    field: 'ports.1.published',
    message: 'Port 80/tcp is published twice.',
  })
  const other = [port, { ...port, protocol: 'udp' }]
  expect(serviceDraft.safeParse({ ...draft, ports: other }).success).toBe(true)
})

it('refuses a label named __proto__ at its field instead of leaving it out', () => {
  const given: unknown = JSON.parse('{"a":"1","__proto__":"2"}')
  const message = 'A key cannot be __proto__.'
  expect(refusal(labels, given)).toMatchObject({ field: '__proto__', message })
  expect(refusal(serviceDraft, { ...draft, labels: given })).toMatchObject({
    field: 'labels.__proto__',
    message,
  })
  expect(refusal(action, { kind: 'node.labels', node: 'n', labels: given }).field).toBe('labels.__proto__')
  expect(labelKey.safeParse('__proto__').error?.issues[0]?.message).toBe(message)
})

it('takes labels as they are, and none where they are left out', () => {
  expect(labels.parse({ constructor: 'x', ' team ': 'blue' })).toEqual({ constructor: 'x', team: 'blue' })
  expect(serviceDraft.parse(draft).labels).toEqual({})
  expect(refusal(labels, 'x').message).toBe('Use an object.')
})
