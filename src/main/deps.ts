// What the application needs from whoever hosts it. The desktop shell and the browser host each fill this in.

/** Seals secrets so that only this OS account can open them. Where nothing truly does, `persistent` is false. */
export interface SecretStore {
  readonly persistent: boolean
  /** Why secrets are not kept, for the reader; null where they are. */
  readonly reason: string | null
  seal(secret: string): Promise<Uint8Array>
  open(sealed: Uint8Array): Promise<string>
}

/** One line of the program's log: facts only, never a key, passphrase, password or token. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, unknown>>,
) => void

export interface AppDeps {
  readonly host: 'desktop' | 'browser'
  readonly version: string
  /** The only folder the app writes to (but for the user's known_hosts, on request). */
  readonly dataDir: string
  /** Where ~/.ssh and ~/.docker are. */
  readonly homeDir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** The OS login, for the audit log. */
  readonly user: string
  readonly secrets: SecretStore
  readonly log: Log
}
