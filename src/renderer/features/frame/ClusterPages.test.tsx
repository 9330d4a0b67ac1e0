// What stands in the place of a page while a cluster cannot be read.
import { screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, it } from 'vitest'
import { contract } from '../../../shared/contract/index.ts'
import { AppError, type ErrorCode } from '../../../shared/errors.ts'
import { clientOver } from '../../../shared/rpc/dispatch.ts'
import { ApiProvider } from '../../api/ApiProvider.tsx'
import { emptyPicture } from '../../api/applyChanges.ts'
import { ClusterContext } from '../../api/cluster.ts'
import type { ClusterPicture, ClusterStore } from '../../api/clusterStore.ts'
import { connection } from '../../api/fixtures.ts'
import { createLiveApi } from '../../api/liveApi.ts'
import { liveValue } from '../../api/liveValue.ts'
import type { WireStatus } from '../../api/wireStatus.ts'
import { renderPage } from '../../testRender.tsx'
import { ConnectionDialogs } from '../connections/ConnectionDialogs.tsx'
import { ClusterPages } from './ClusterPages.tsx'

const never = new Promise<never>(() => {})
const silent = clientOver(contract, {
  call: () => never,
  listen: () => ({ [Symbol.asyncIterator]: () => ({ next: () => never }) }),
})

function show(problem: ErrorCode, synced = true): void {
  const picture: ClusterPicture = {
    ...emptyPicture.shown,
    connection: connection(),
    link: {
      state: 'connected',
      since: '2026-01-31T10:00:00.000Z',
      via: 'socket',
      latencyMs: 1,
      engineVersion: '28.5.2',
      apiVersion: '1.51',
    },
    synced,
    live: false,
    asOf: '2026-01-31T10:00:00.000Z',
    problem: new AppError(problem, 'The engine did not answer.').toData(),
  }
  const idle = (): void => {}
  const store: ClusterStore = {
    ...liveValue(picture),
    acquire: () => idle,
    setConnection: idle,
    restart: idle,
    close: idle,
  }
  const api = createLiveApi(silent, liveValue<WireStatus>({ state: 'open' }), idle)
  renderPage(
    <ApiProvider api={api}>
      <ConnectionDialogs>
        <ClusterContext value={store}>
          <Routes>
            <Route element={<ClusterPages />}>
              <Route index element={<p>the page</p>} />
            </Route>
          </Routes>
        </ClusterContext>
      </ConnectionDialogs>
    </ApiProvider>,
  )
}

it('a trouble that may pass leaves the page in sight, with what it is and as of when', () => {
  show('timeout')
  expect(screen.getByText('the page')).toBeInTheDocument()
  expect(screen.getByText('The cluster cannot be read now; it is tried again by itself.')).toBeInTheDocument()
  expect(screen.getByText('The engine did not answer.')).toBeInTheDocument()
})

it('what the swarm says of itself takes the place of the page', () => {
  show('swarm.none')
  expect(screen.queryByText('the page')).toBeNull()
  expect(screen.getByText(/is not in a swarm/)).toBeInTheDocument()
})

it('so does any trouble before the first picture', () => {
  show('timeout', false)
  expect(screen.queryByText('the page')).toBeNull()
  expect(screen.getByText('The engine did not answer.')).toBeInTheDocument()
})
