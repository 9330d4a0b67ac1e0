// Saved connections and their links.
import { z } from 'zod'
import { connectionGlance } from '../model/cluster.ts'
import {
  connection,
  connectionDraft,
  connectionName,
  connectionTest,
  endpoint,
  foundPlace,
} from '../model/connection.ts'
import { command, query, stream } from './define.ts'

const byId = z.object({ id: z.string().min(1) })

export const connectionsContract = {
  list: query(z.void(), z.array(connection)),
  get: query(byId, connection),
  /** Saves it; does not connect. The host key of an ssh endpoint may be checked first with `test`. */
  add: command(connectionDraft, connection),
  update: command(
    byId.extend({
      name: connectionName.optional(),
      readOnly: z.boolean().optional(),
      endpoint: endpoint.optional(),
    }),
    connection,
  ),
  remove: command(byId, z.void()),
  /** Tries a saved connection (`id`) or a draft, changes nothing; at most 10 s. */
  test: command(z.union([byId, connectionDraft]), connectionTest),
  connect: command(byId, z.void()),
  disconnect: command(byId, z.void()),
  /** The password or passphrase that is missing (`ssh.secretNeeded`, `ssh.passphraseNeeded`), then connects. */
  provideSecret: command(
    byId.extend({ secret: z.string().min(1, 'Enter the secret.'), hop: z.number().int().min(0).optional() }),
    z.void(),
  ),
  /** Answers the questions of a link that is `asking`; null gives up. */
  answer: command(byId.extend({ askId: z.string(), answers: z.array(z.string()).nullable() }), z.void()),
  /**
   * Remembers a host key that was shown with `ssh.hostKeyUnknown`: in the app's own known_hosts, or the user's on
   * request. Refused where known_hosts holds another key for that host, or this one as revoked.
   */
  trustHostKey: command(
    z.object({
      host: z.string().min(1),
      port: z.number().int().min(1).max(65535),
      /** As in `ssh-ed25519 AAAA…`. */
      key: z.string().regex(/^\S+ \S+$/),
      remember: z.enum(['app', 'user']),
    }),
    z.void(),
  ),
  /** Local engines, docker contexts and Hosts of ~/.ssh/config on this machine. */
  found: query(z.void(), z.array(foundPlace)),
  /** Adds (once) and connects the demo swarm. */
  openDemo: command(
    z
      .object({
        nodes: z.number().int().min(1).max(3000).optional(),
        services: z.number().int().min(1).max(2000).optional(),
      })
      .optional(),
    connection,
  ),
  /** Every saved connection and its glance; the whole list again with each change. */
  watch: stream('latest', z.void(), z.array(z.object({ connection, glance: connectionGlance }))),
}
