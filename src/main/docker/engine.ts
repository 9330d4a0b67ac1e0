// What every verb gets: an engine that answers, and the API version spoken with it.
import type Dockerode from 'dockerode'

export interface Engine {
  readonly docker: Dockerode
  /** Negotiated, as in `1.45`: the newest that both sides speak, at least 1.41. */
  readonly apiVersion: string
  readonly engineVersion: string
}
