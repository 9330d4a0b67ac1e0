// The machines of the demo swarm.
import type { DemoNode } from '../objects.ts'
import type { Cluster } from '../swarm/cluster.ts'

export const engineVersion = '28.5.2'
const gib = 1024 ** 3
const shapes = [
  { cpus: 4, memory: 8 * gib },
  { cpus: 8, memory: 16 * gib },
  { cpus: 8, memory: 32 * gib },
  { cpus: 16, memory: 64 * gib },
] as const
const plugins: ReadonlyArray<{ Type: string; Name: string }> = [
  ...['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'].map(
    (Name) => ({
      Type: 'Log',
      Name,
    }),
  ),
  ...['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'].map((Name) => ({ Type: 'Network', Name })),
  { Type: 'Volume', Name: 'local' },
]
/** A made-up certificate authority: it signs nothing. */
export const tlsInfo = {
  TrustRoot:
    '-----BEGIN CERTIFICATE-----\nREVNTyBTV0FSTTogbm8gY2VydGlmaWNhdGUgaXMgbmVlZGVkIGhlcmUK\n-----END CERTIFICATE-----\n',
  CertIssuerSubject: 'MBMxETAPBgNVBAMTCHN3YXJtLWNh',
  CertIssuerPublicKey: 'REVNTyBTV0FSTTogbm8ga2V5',
}

/** `count` machines: up to three managers (the first one leads), the rest workers, in three zones. */
export function addNodes(cluster: Cluster, count: number): void {
  const managers = count >= 5 ? 3 : 1
  const ssd = count <= 8 ? [count >= 2 ? count - 1 : 0, count - 2] : null
  const made: DemoNode[] = []
  for (let at = 0; at < count; at++) {
    const isManager = at < managers
    const shape = shapes[isManager ? 1 : 1 + (at % 3)] ?? shapes[0]
    const address = `10.${20 + Math.floor(at / 60_000)}.${Math.floor(at / 250) % 240}.${(at % 250) + 1}`
    const hasSsd = ssd ? ssd.includes(at) : at % 4 === 3
    const created = cluster.clock.stamp(cluster.clock.now() - 40 * 86_400_000 + at * 60_000)
    const node: DemoNode = {
      ID: cluster.random.id(),
      Version: { Index: cluster.nextIndex() },
      CreatedAt: created,
      UpdatedAt: created,
      Spec: {
        Labels: { zone: `zone-${'abc'.charAt(at % 3)}`, disk: hasSsd ? 'ssd' : 'hdd' },
        Role: isManager ? 'manager' : 'worker',
        Availability: 'active',
      },
      Description: {
        Hostname: `demo-node${at + 1}`,
        Platform: { Architecture: 'x86_64', OS: 'linux' },
        Resources: { NanoCPUs: shape.cpus * 1e9, MemoryBytes: shape.memory },
        Engine: {
          EngineVersion: engineVersion,
          Labels: { 'swarmdeck.demo': 'true' },
          Plugins: plugins,
        },
        TLSInfo: tlsInfo,
      },
      Status: { State: 'ready', Addr: address },
    }
    if (isManager)
      node.ManagerStatus = {
        ...(at === 0 ? { Leader: true } : {}),
        Reachability: 'reachable',
        Addr: `${address}:2377`,
      }
    made.push(node)
  }
  cluster.addNodes(made)
}
