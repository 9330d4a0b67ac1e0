// How the page's own line to the program stands, as the frame shows it.
import type { AppErrorData } from '../../shared/errors.ts'

export type WireStatus =
  /** The first contact is being made. */
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  /** It was open and is being restored; the time of the next try where one is planned. */
  | { readonly state: 'lost'; readonly nextTryAt: string | null }
  /** The token is missing or wrong: trying again unchanged cannot help. */
  | { readonly state: 'refused'; readonly error: AppErrorData }
