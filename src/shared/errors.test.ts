// Errors as data.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { AppError, appErrorData, hints } from './errors.ts'
import { labels } from './model/serviceSpec.ts'

it('survives the way over a wire whole, but for its cause', () => {
  const error = new AppError('ssh.hostKeyUnknown', 'Never met.', {
    details: { fingerprint: 'SHA256:x' },
    cause: new Error('inner'),
  })
  const crossed: unknown = JSON.parse(JSON.stringify(error.toData()))
  const back = AppError.fromData(appErrorData.parse(crossed))
  expect(back.toData()).toEqual(error.toData())
  expect(back.hint).toBe(hints['ssh.hostKeyUnknown'])
  expect(JSON.stringify(crossed)).not.toContain('inner')
})

it('refuses a code that nobody knows', () => {
  const data = { ...new AppError('internal', 'x').toData(), code: 'toString' }
  expect(appErrorData.safeParse(data).success).toBe(false)
})

it('names the field of the first problem of an input, and lists them all', () => {
  const schema = z.object({ ports: z.array(z.object({ target: z.number('Enter a port.') })), labels })
  const parsed = schema.safeParse({ ports: [{ target: 'x' }], labels: { 'a b': 'c' } })
  if (parsed.success) throw new Error('It was accepted.')
  const error = AppError.fromZod(parsed.error)
  expect(error).toMatchObject({ code: 'input.invalid', field: 'ports.0.target', message: 'Enter a port.' })
  expect(error.details?.['issues']).toEqual([
    { field: 'ports.0.target', message: 'Enter a port.' },
    { field: 'labels.a b', message: 'A key has no spaces and no =.' },
  ])
})

it('says in its own words what a schema has no sentence for', () => {
  const schema = z.object({
    availability: z.enum(['active', 'pause', 'drain']),
    mode: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('replicated') }),
      z.object({ kind: z.literal('global') }),
    ]),
    name: z.string(),
    retries: z.number().int().min(0),
    at: z.number('Enter a port.'),
  })
  const said = (input: unknown) => {
    const parsed = schema.safeParse(input)
    if (parsed.success) throw new Error('It was accepted.')
    return AppError.fromZod(parsed.error).details?.['issues']
  }
  const wrong = { availability: 'off', mode: { kind: 'x' }, name: 7, retries: -1, at: '80' }
  expect(said(wrong)).toEqual([
    { field: 'availability', message: 'Use active, pause or drain.' },
    { field: 'mode.kind', message: 'Use replicated or global.' },
    { field: 'name', message: 'Use a text.' },
    { field: 'retries', message: 'At least 0.' },
    { field: 'at', message: 'Enter a port.' },
  ])
  expect(said({ ...wrong, name: undefined, retries: 1.5 })).toEqual(
    expect.arrayContaining([
      { field: 'name', message: 'This is missing.' },
      { field: 'retries', message: 'Use a whole number.' },
    ]),
  )
})
