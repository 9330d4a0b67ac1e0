// Image references written the one way docker writes them ("familiar"): no docker.io/library, and a tag.

export interface ImageParts {
  /** As in `docker.io` or `registry.lab:5000`. */
  readonly registry: string
  /** As in `library/nginx`. */
  readonly path: string
  readonly tag: string | null
  /** As in `sha256:…`. */
  readonly digest: string | null
}

/** Takes a reference apart as docker does: the first part is a registry where it has a dot, a colon, or is localhost. */
export function parseImage(reference: string): ImageParts {
  const [named = '', digest = null] = reference.split('@', 2)
  const slash = named.indexOf('/')
  const first = slash === -1 ? '' : named.slice(0, slash)
  const isRegistry = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first
  const given = isRegistry ? first : 'docker.io'
  const registry = given === 'index.docker.io' ? 'docker.io' : given
  const rest = isRegistry ? named.slice(slash + 1) : named
  const colon = rest.lastIndexOf(':')
  const tag = colon === -1 ? null : rest.slice(colon + 1)
  const bare = colon === -1 ? rest : rest.slice(0, colon)
  const path = registry === 'docker.io' && !bare.includes('/') ? `library/${bare}` : bare
  return { registry, path, tag, digest }
}

/** `docker.io/library/nginx` → `nginx:latest`; a reference with a digest keeps having no tag if it has none. */
export function familiarImage(reference: string): string {
  const { registry, path, tag, digest } = parseImage(reference)
  const named = registry === 'docker.io' ? path.replace(/^library\//, '') : `${registry}/${path}`
  const tagged = tag !== null ? `:${tag}` : digest === null ? ':latest' : ''
  return `${named}${tagged}${digest === null ? '' : `@${digest}`}`
}
