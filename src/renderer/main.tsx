// Starts the page: connects to the program, then draws.
import './api/withoutEval.ts'
import './theme/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { connectApi } from './api/client.ts'
import { createLiveApi } from './api/liveApi.ts'
import { createRouter } from './routes.tsx'

// The address of another run, pasted into this tab: its token is read when the page loads, and is no page to open.
window.addEventListener('hashchange', (event) => {
  if (!window.location.hash.startsWith('#token=')) return
  event.stopImmediatePropagation()
  window.location.reload()
})
const program = connectApi()
const api = createLiveApi(program.client, program.wire, () => program.retryNow())
const root = document.querySelector('#root')

if (root) {
  createRoot(root).render(
    <StrictMode>
      <App api={api} router={createRouter()} />
    </StrictMode>,
  )
}
