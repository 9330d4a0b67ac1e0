// Starts the page: connects to the program, then draws.
import './api/withoutEval.ts'
import './theme/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { connectApi } from './api/client.ts'
import { createLiveApi } from './api/liveApi.ts'

const program = connectApi()
const api = createLiveApi(program.client, program.wire, () => program.retryNow())
const root = document.querySelector('#root')

if (root) {
  createRoot(root).render(
    <StrictMode>
      <App api={api} />
    </StrictMode>,
  )
}
