// What a link rests on, in words.
import type { LinkVia } from '../../../shared/model/connection.ts'

/** As in `through a forwarded socket`. */
export const viaWords: Readonly<Record<LinkVia, string>> = {
  socket: 'through the socket',
  tls: 'over TLS',
  'ssh-stream': 'through a forwarded socket',
  'ssh-dial-stdio': 'through docker system dial-stdio',
  'ssh-sudo-dial-stdio': 'through sudo docker system dial-stdio',
  demo: 'in the demo',
}

/** The ways that are a second choice, and so worth a word beside the address. */
const detours: ReadonlySet<LinkVia> = new Set<LinkVia>(['ssh-dial-stdio', 'ssh-sudo-dial-stdio'])

/** null for the usual way. */
export const detourWords = (via: LinkVia): string | null => (detours.has(via) ? viaWords[via] : null)
