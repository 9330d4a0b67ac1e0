// Says whether passwords and passphrases survive the end of the program.

/** One sentence; empty while it is not known. */
export function secretsKept(
  secrets: { readonly persistent: boolean; readonly reason: string | null } | null,
): string {
  if (secrets === null) return ''
  if (secrets.persistent) return 'Kept, sealed by the operating system for this account.'
  return `Kept only until Swarmdeck closes${secrets.reason === null ? '' : `: ${lowerFirst(secrets.reason)}`}`
}

const lowerFirst = (text: string): string =>
  // A name or an abbreviation keeps its capitals.
  /^[A-Z][a-z ]/.test(text) && !text.startsWith('Swarmdeck')
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
