import { expect, it } from 'vitest'
import { shellWords } from './shellWords.ts'

it.each([
  ['sh -c "echo hi"', ['sh', '-c', 'echo hi']],
  [`  a   'b c'  `, ['a', 'b c']],
  [`a\\ b "c\\"d" "\\n" ''`, ['a b', 'c"d', '\\n', '']],
  ['--x=$HOME', ['--x=$HOME']],
  ['', []],
])('%j splits into %j', (line, words) => {
  expect(shellWords(line)).toEqual({ words })
})

it.each(['"open', "it's", 'end\\'])('%j is refused with the reason', (line) => {
  expect(shellWords(line)).toHaveProperty('problem')
})
