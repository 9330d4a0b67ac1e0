// Says whether passwords and passphrases survive the end of the program.

/** One sentence; empty while it is not known. */
export function secretsKept(
  secrets: { readonly persistent: boolean; readonly reason: string | null } | null,
): string {
  if (secrets === null) return ''
  if (secrets.persistent) return 'Kept, sealed by the operating system for this account.'
  return ['Kept only until Swarmdeck closes.', secrets.reason ?? ''].join(' ').trim()
}
