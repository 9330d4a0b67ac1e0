// The live picture of one cluster: follows `cluster.watch` while somebody looks, and for a while after, so that going
// back and forth between clusters does not read everything again.
import type { AppErrorData } from '../../shared/errors.ts'
import type { ClusterChange } from '../../shared/model/cluster.ts'
import type { Connection, LinkState } from '../../shared/model/connection.ts'
import { applyChanges, emptyPicture, type ClusterObjects, type PictureState } from './applyChanges.ts'
import { followStream } from './followStream.ts'
import { frameBatch } from './frameBatch.ts'
import { liveValue, type LiveValue } from './liveValue.ts'
import type { WireStatus } from './wireStatus.ts'

/** A cluster as it stands on the screen. */
export interface ClusterPicture extends ClusterObjects {
  readonly connection: Connection
  readonly link: LinkState
  /** Whether everything was read at least once; until then lists may be incomplete. */
  readonly synced: boolean
  /** Whether the picture follows the cluster at this moment. While false it is as of `asOf`. */
  readonly live: boolean
  readonly asOf: string | null
  /** The link is up but there is no swarm to show, or the stream failed. */
  readonly problem: AppErrorData | null
}

export interface ClusterStore extends LiveValue<ClusterPicture> {
  /** Keeps the picture live until the returned function is called. */
  acquire(): () => void
  /** What the list of connections says of this one. */
  setConnection(connection: Connection, link: LinkState): void
  /** Asks for the whole picture again, after an error that ended it. */
  restart(): void
  close(): void
}

export interface ClusterStoreDeps {
  /** Opens `cluster.watch` of this connection. */
  readonly watch: (signal: AbortSignal) => AsyncIterable<ClusterChange>
  readonly wire: LiveValue<WireStatus>
  readonly connection: Connection
  readonly link: LinkState
  readonly onChanges: (connectionId: string, changes: readonly ClusterChange[]) => void
}

const lingerMs = 60_000

export function createClusterStore(deps: ClusterStoreDeps): ClusterStore {
  const { watch, wire, onChanges } = deps
  const connectionId = deps.connection.id
  let connection = deps.connection
  let listedLink = deps.link
  let state: PictureState = emptyPicture
  let streamError: AppErrorData | null = null
  let users = 0
  let stopFollowing: (() => void) | null = null
  let linger: ReturnType<typeof setTimeout> | undefined

  const picture = liveValue<ClusterPicture>(draw())
  const publish = () => picture.set(draw())
  const batch = frameBatch<ClusterChange>((changes) => {
    state = applyChanges(state, changes)
    publish()
    onChanges(connectionId, changes)
  })
  const leaveWire = wire.subscribe(publish)

  function draw(): ClusterPicture {
    // The stream tells the link at the moment of its items; while none runs the list of connections knows better.
    const link = stopFollowing === null ? listedLink : (state.link ?? listedLink)
    const problem = state.problem ?? streamError
    return {
      ...state.shown,
      connection,
      link,
      synced: state.synced,
      live:
        state.synced &&
        state.next === null &&
        stopFollowing !== null &&
        problem === null &&
        link.state === 'connected' &&
        wire.get().state === 'open',
      asOf: state.asOf,
      problem,
    }
  }

  function follow(): void {
    stopFollowing ??= followStream({
      wire,
      open: watch,
      onItem: batch.add,
      onError(error) {
        streamError = error
        publish()
      },
    })
    publish()
  }

  function unfollow(): void {
    stopFollowing?.()
    stopFollowing = null
    state = { ...state, link: null }
    publish()
  }

  return {
    get: picture.get,
    subscribe: picture.subscribe,
    acquire() {
      users += 1
      clearTimeout(linger)
      follow()
      let held = true
      return () => {
        if (!held) return
        held = false
        users -= 1
        if (users === 0) linger = setTimeout(unfollow, lingerMs)
      }
    },
    setConnection(next, link) {
      connection = next
      listedLink = link
      publish()
    },
    restart() {
      if (stopFollowing === null) return
      unfollow()
      streamError = null
      follow()
    },
    close() {
      clearTimeout(linger)
      unfollow()
      batch.close()
      leaveWire()
    },
  }
}
