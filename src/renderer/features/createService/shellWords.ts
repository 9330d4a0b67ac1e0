// Splits a command line into words as a POSIX shell would quote them, without expanding anything.

/**
 * @param line as in `sh -c "echo hi"`
 * @returns the words, or the reason why the line is not whole
 */
export function shellWords(
  line: string,
): { readonly words: readonly string[] } | { readonly problem: string } {
  const words: string[] = []
  let word: string | null = null
  let quote: '"' | "'" | null = null
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    if (quote === "'") {
      if (char === "'") quote = null
      else word = (word ?? '') + char
    } else if (char === '\\') {
      const next = line.charAt(at + 1)
      if (next === '') return { problem: 'The last backslash escapes nothing.' }
      // Within double quotes a backslash is literal unless it escapes one of these (POSIX 2.2.3).
      word = (word ?? '') + (quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next)
      at++
    } else if (quote === '"') {
      if (char === '"') quote = null
      else word = (word ?? '') + char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + char
    }
  }
  if (quote !== null) return { problem: `A ${quote} is opened and not closed.` }
  if (word !== null) words.push(word)
  return { words }
}
