// Whoever reads the quorum wants to know how many managers may still fail.
import { expect, test } from 'vitest'
import { quorumWords } from './quorumWords.ts'

test.each([
  [{ managers: 3, reachable: 3, needed: 2 }, 'ok', '3 of 3 managers answer. 2 are needed, so 1 may be lost.'],
  [
    { managers: 3, reachable: 2, needed: 2 },
    'warn',
    '2 of 3 managers answer. 2 are needed, so none may be lost.',
  ],
  [
    { managers: 2, reachable: 2, needed: 2 },
    'warn',
    '2 of 2 managers answer. 2 are needed, so none may be lost.',
  ],
  [
    { managers: 1, reachable: 1, needed: 1 },
    'ok',
    '1 of 1 manager answers. With one manager, none may be lost.',
  ],
  [
    { managers: 5, reachable: 1, needed: 3 },
    'bad',
    '1 of 5 managers answer. 3 are needed: bring back 2 to change anything.',
  ],
])('%j', (quorum, status, sentence) => {
  expect(quorumWords(quorum)).toMatchObject({ status, sentence })
})
