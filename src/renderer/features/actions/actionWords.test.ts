import { describe, expect, it } from 'vitest'
import type { ActionInput, ActionPreview } from '../../../shared/model/action.ts'
import { mergePreviews, provisionalTitle } from './actionWords.ts'

const removal = (service: string): ActionInput => ({ kind: 'service.remove', service })
const preview = (name: string, asOf: string): ActionPreview => ({
  title: `Remove ${name}?`,
  intro: '',
  consequences: [{ tone: 'bad', text: '2 tasks stop.', detail: '' }],
  commands: [`docker service rm ${name}`],
  confirm: `Remove ${name}`,
  destructive: true,
  typedName: name,
  note: null,
  asOf,
})

describe('titles', () => {
  it('name the object, or count several', () => {
    expect(provisionalTitle([removal('web')])).toBe('Remove web')
    expect(provisionalTitle([removal('web'), removal('api')])).toBe('Remove 2 services')
  })
})

describe('mergePreviews', () => {
  const first = preview('web', '2026-01-01T10:00:05.000Z')
  const second = preview('api', '2026-01-01T10:00:00.000Z')

  it('passes one through as it is', () => expect(mergePreviews([removal('web')], [first])).toBe(first))

  it('says of each consequence whom it meets, and lists every command', () => {
    const merged = mergePreviews([removal('web'), removal('api')], [first, second])
    expect(merged?.consequences.map((each) => each.text)).toEqual([
      'web: 2 tasks stop.',
      'api: 2 tasks stop.',
    ])
    expect(merged?.commands).toEqual(['docker service rm web', 'docker service rm api'])
    expect(merged?.typedName).toBe('2 services')
    expect(merged?.asOf).toBe(second.asOf)
  })

  it('waits until every answer is there', () => {
    expect(mergePreviews([removal('web'), removal('api')], [first])).toBeNull()
  })
})
