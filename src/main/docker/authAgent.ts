// The SSH agent of this account: where it listens, and which keys it holds.
import { access } from 'node:fs/promises'
import ssh2, { type BaseAgent } from 'ssh2'
import type { LinkDeps } from './linkDeps.ts'

/** An agent that answered, and how many usable keys it holds. */
export interface FoundAgent {
  readonly agent: BaseAgent
  readonly keys: number
}

/** Why there is no agent, as part of a sentence. */
export interface NoAgent {
  readonly agent: null
  readonly reason: string
}

const windowsPipe = '\\\\.\\pipe\\openssh-ssh-agent'

/** Asks the agent (SSH_AUTH_SOCK; on Windows also the OpenSSH pipe, then Pageant) for its keys; waits at most 2 s. */
export async function findAgent(deps: Pick<LinkDeps, 'env' | 'platform'>): Promise<FoundAgent | NoAgent> {
  const address = await agentAddress(deps)
  if (address === null) return { agent: null, reason: 'SSH_AUTH_SOCK is not set' }
  const agent = ssh2.createAgent(address)
  return new Promise((resolve) => {
    const give = (reason: string): void => resolve({ agent: null, reason })
    const timer = setTimeout(() => give(`the agent at ${address} does not answer`), 2000)
    agent.getIdentities((error, keys) => {
      clearTimeout(timer)
      if (error) give(`no agent answers at ${address}`)
      else resolve({ agent, keys: keys?.length ?? 0 })
    })
  })
}

async function agentAddress(deps: Pick<LinkDeps, 'env' | 'platform'>): Promise<string | null> {
  const named = deps.env['SSH_AUTH_SOCK']
  if (named) return named
  if (deps.platform !== 'win32') return null
  return access(windowsPipe).then(
    () => windowsPipe,
    () => 'pageant',
  )
}
