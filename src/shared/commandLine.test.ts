import { expect, test } from 'vitest'
import { commandLine } from './commandLine.ts'
import { action, type ActionInput } from './model/action.ts'
import { csvFlag, shellQuote, shlexJoin } from './shellQuote.ts'

const lines = (input: ActionInput): string[] => commandLine(action.parse(input))

test('every action reads as the docker command that does the same', () => {
  const service = 'shop_web'
  expect(lines({ kind: 'service.scale', service, replicas: 5 })).toEqual(['docker service scale shop_web=5'])
  expect(lines({ kind: 'service.image', service, image: 'nginx:1.27', withRegistryAuth: true })).toEqual([
    'docker service update --image nginx:1.27 --with-registry-auth shop_web',
  ])
  expect(lines({ kind: 'service.restart', service })).toEqual(['docker service update --force shop_web'])
  expect(lines({ kind: 'service.rollback', service })).toEqual(['docker service rollback shop_web'])
  expect(lines({ kind: 'service.remove', service })).toEqual(['docker service rm shop_web'])
  expect(lines({ kind: 'node.availability', node: 'node3', availability: 'drain' })).toEqual([
    'docker node update --availability drain node3',
  ])
})

test('labels of a node are given as the difference', () => {
  const from = { keep: '1', change: 'a', drop: 'x' }
  const labels = { keep: '1', change: 'b c', add: '' }
  expect(lines({ kind: 'node.labels', node: 'n', labels, from })).toEqual([
    "docker node update --label-add add= --label-add 'change=b c' --label-rm drop n",
  ])
  expect(lines({ kind: 'node.labels', node: 'n', labels: from, from })).toEqual([])
})

test('a draft becomes docker service create, with flags only where it differs from the defaults', () => {
  const image = 'nginx'
  const mode = { kind: 'replicated', replicas: 3 } as const
  expect(lines({ kind: 'service.create', draft: { name: 'web', image, mode } })).toEqual([
    'docker service create --name web --replicas 3 nginx',
  ])
  const [line = ''] = lines({
    kind: 'service.create',
    draft: {
      name: 'web',
      image,
      mode: { kind: 'global' },
      command: ['sh', '-c', 'echo "$X"'],
      args: ["it's"],
      env: [{ name: 'A', value: 'b c' }],
      ports: [{ published: 8080, target: 80, mode: 'host', protocol: 'udp' }],
      mounts: [
        { type: 'volume', source: 'a,b', target: '/v', readOnly: true },
        { type: 'tmpfs', target: '/t', sizeBytes: 1024 },
      ],
      constraints: ['node.role!=manager'],
      limits: { nanoCpus: 250_000_000, memoryBytes: 64 * 1024 ** 2 },
      healthcheck: { kind: 'none' },
    },
  })
  expect(line).toBe(
    'docker service create --name web --mode global ' +
      `--entrypoint 'sh -c "echo \\"$X\\""' --env 'A=b c' ` +
      '--publish published=8080,target=80,protocol=udp,mode=host ' +
      `--mount 'type=volume,"source=a,b",target=/v,readonly' --mount type=tmpfs,target=/t,tmpfs-size=1024 ` +
      "--constraint 'node.role!=manager' --limit-cpu 0.25 --limit-memory 64m --no-healthcheck nginx 'it'\\''s'",
  )
})

test('words are quoted for the shell, for the CLI’s own splitter and for CSV', () => {
  expect(shellQuote('plain-1.2/x:y@z')).toBe('plain-1.2/x:y@z')
  expect(shellQuote('')).toBe("''")
  expect(shellQuote('$(rm -rf /)')).toBe("'$(rm -rf /)'")
  expect(shellQuote('a\nb')).toBe("'a\nb'")
  expect(shlexJoin(['a', 'b c', ''])).toBe('a "b c" ""')
  expect(csvFlag([['source', 'a"b'], ['readonly']])).toBe('"source=a""b",readonly')
})
