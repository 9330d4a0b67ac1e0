// What a test of a connection found, in a sentence.
import type { ConnectionTest } from '../../../shared/model/connection.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { formatLatency } from './latency.ts'
import { viaWords } from './viaWords.ts'
import dialog from './Dialog.module.css'

const swarmWords: Readonly<Record<ConnectionTest['swarm'], string>> = {
  manager: 'a manager of its swarm',
  worker: 'a worker: connect to a manager to see the cluster',
  none: 'not in a swarm',
  locked: 'a manager of a locked swarm',
}

export function TestResult({ result }: { readonly result: ConnectionTest }) {
  const isManager = result.swarm === 'manager'
  return (
    <div className={dialog.found} data-status={isManager ? 'ok' : 'warn'} role="status">
      <StatusWord status={isManager ? 'ok' : 'warn'} strong>
        Reached {result.nodeName} in {formatLatency(result.latencyMs)}
      </StatusWord>
      <div>
        Engine {result.engineVersion}, API {result.apiVersion}, {viaWords[result.via]}. It is{' '}
        {swarmWords[result.swarm]}.
      </div>
    </div>
  )
}
