// Quoting for command lines that people paste: POSIX shells, the docker CLI's own word splitter, and its CSV flags.

/** One argument as a POSIX shell reads it back unchanged; left bare where nothing in it is special. */
export function shellQuote(word: string): string {
  if (/^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** A whole command line. */
export const shellLine = (words: readonly string[]): string => words.map(shellQuote).join(' ')

/** Words for a flag that the docker CLI splits itself (`--entrypoint`): double quotes, which its splitter knows. */
export function shlexJoin(words: readonly string[]): string {
  return words
    .map((word) =>
      /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll(/(["\\])/g, '\\$1')}"`,
    )
    .join(' ')
}

/** The value of a flag that takes `key=value` pairs as one CSV record (`--mount`, `--publish`, `--network`). */
export function csvFlag(
  pairs: ReadonlyArray<readonly [key: string, value: string] | readonly [key: string]>,
): string {
  return pairs
    .map((pair) => pair.join('='))
    .map((field) => (/[",\r\n]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',')
}
