// Host names that differ only in a part, shortened to that part, so that they fit in a cell. Pure.

interface Named {
  readonly id: string
  readonly hostname: string
}

/** `demo-node1`, `demo-node2` become `node1`, `node2`; domains go; what would be empty or unclear stays whole. */
export function withoutCommonPart(nodes: readonly Named[]): ReadonlyMap<string, string> {
  const hosts = nodes.map(({ id, hostname }) => ({
    id,
    words: (hostname.split('.', 1)[0] ?? hostname).split('-'),
  }))
  const [first] = hosts
  let common = 0
  if (first !== undefined && hosts.length > 1) {
    while (
      common < first.words.length - 1 &&
      hosts.every(({ words }) => words.length > common + 1 && words[common] === first.words[common])
    ) {
      common += 1
    }
  }
  return new Map(hosts.map(({ id, words }) => [id, words.slice(common).join('-')]))
}
