// The browser host's token: it comes once in the address (`#token=…`), which is never sent to any server, and moves at
// once into this tab's session storage, so that it is neither bookmarked nor seen over a shoulder.
const key = 'swarmdeck.token'

/** Takes the token out of the address, if it is there; else the one of this tab; null where there is none. */
export function takeToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const hash = new URLSearchParams(page.location.hash.replace(/^#/, ''))
  const given = hash.get('token')
  if (given === null || given === '') return page.sessionStorage.getItem(key)
  hash.delete('token')
  const rest = hash.size === 0 ? '' : `#${hash.toString()}`
  page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search + rest)
  page.sessionStorage.setItem(key, given)
  return given
}
