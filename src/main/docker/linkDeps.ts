// What a link to an engine needs from its surroundings, and the secrets it is given.
import type { Log } from '../deps.ts'

/** The machine and program a link runs on; `env` is that of the process, read for SSH_AUTH_SOCK and the like. */
export interface LinkDeps {
  readonly homeDir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Holds the app's own known_hosts. */
  readonly dataDir: string
  readonly log: Log
  /** Starts the simulated swarm on a private socket. */
  startDemo(size: {
    nodes: number
    services: number
  }): Promise<{ socketPath: string; close(): Promise<void> }>
}

/** Passwords and passphrases by hop: index 0 is the target itself, 1… the jump hosts in order. */
export interface EndpointSecrets {
  readonly hops: ReadonlyArray<string | null>
}

/** A question of the server (keyboard-interactive) that the reader answers. */
export interface Question {
  readonly host: string
  readonly title: string
  readonly prompts: ReadonlyArray<{ readonly text: string; readonly echo: boolean }>
}

/** Answers in the order of the prompts; null gives up. */
export type Ask = (question: Question) => Promise<readonly string[] | null>

/** What accompanies one attempt to open a link. */
export interface Attempt {
  readonly signal: AbortSignal
  /** Says in words what is being tried. */
  readonly onStep: (step: string) => void
  /** Absent where nobody can answer (a test of a connection). */
  readonly ask: Ask | null
  /** How long one TCP connection may take, in milliseconds. */
  readonly tcpTimeoutMs: number
}
