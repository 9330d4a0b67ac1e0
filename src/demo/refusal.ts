// What the simulated engine says no with: an HTTP status and the engine's own words.

export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
  }
}

/** A refusal that swarmkit gave; the engine passes its text on with this prefix. */
export function rpcRefusal(
  status: number,
  code: 'Unknown' | 'InvalidArgument' | 'AlreadyExists' | 'FailedPrecondition' | 'Unimplemented' | 'NotFound',
  text: string,
): Refusal {
  return new Refusal(status, `rpc error: code = ${code} desc = ${text}`)
}
