// The browser host's token: it comes once in the address (`#token=…`), which is never sent to any server, and moves at
// once into this tab's session storage, so that it is neither bookmarked nor seen over a shoulder.
const key = 'swarmdeck.token'

/**
 * Takes the token out of the address, if it is there; else the one of this tab; null where there is none. With the token
 * the host may name the page to begin with (`?page=/c/…`), which then takes its place behind the #.
 */
export function takeToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const { location, history, sessionStorage } = page
  const hash = new URLSearchParams(location.hash.replace(/^#/, ''))
  const given = hash.get('token')
  if (given === null || given === '') return sessionStorage.getItem(key)
  const query = new URLSearchParams(location.search)
  const first = query.get('page')
  query.delete('page')
  const rest = query.size === 0 ? '' : `?${query.toString()}`
  const place = first?.startsWith('/') === true ? `#${first}` : ''
  history.replaceState(history.state, '', location.pathname + rest + place)
  sessionStorage.setItem(key, given)
  return given
}
