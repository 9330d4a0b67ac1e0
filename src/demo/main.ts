// Runs the demo engine by itself: node src/demo/main.ts [--nodes 5] [--services 12] [--socket PATH] [--seed N] [--speed N] [--calm]
import { parseArgs } from 'node:util'
import { startDemoEngine } from './engine.ts'

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '5' },
    services: { type: 'string', default: '12' },
    socket: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    calm: { type: 'boolean', default: false },
  },
})
const engine = await startDemoEngine({
  nodes: Number(values.nodes),
  services: Number(values.services),
  life: !values.calm,
  ...(values.socket === undefined ? {} : { socketPath: values.socket }),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  ...(values.speed === undefined ? {} : { speed: Number(values.speed) }),
})
process.stdout.write(`The demo swarm is ready at unix://${engine.socketPath}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void engine.close().then(() => process.exit(0))
  })
