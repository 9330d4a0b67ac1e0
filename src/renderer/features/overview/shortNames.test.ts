// Names in the quorum's cells are shortened to what tells them apart.
import { expect, test } from 'vitest'
import { withoutCommonPart } from './shortNames.ts'

const shorten = (...hostnames: string[]) => [
  ...withoutCommonPart(hostnames.map((hostname) => ({ id: hostname, hostname }))).values(),
]

test('the common beginning and the domain go', () => {
  expect(shorten('demo-node1', 'demo-node2')).toEqual(['node1', 'node2'])
  expect(shorten('fra-mgr-1.example.net', 'fra-mgr-2.example.net')).toEqual(['1', '2'])
})

test('names with nothing in common, and a name alone, stay whole', () => {
  expect(shorten('alpha', 'beta-1')).toEqual(['alpha', 'beta-1'])
  expect(shorten('demo-node1')).toEqual(['demo-node1'])
  expect(shorten('a-b', 'a')).toEqual(['a-b', 'a'])
})
