// The frame around every page: rail, header, sidebar of the cluster at hand, content, tray; and the palette.
import { ModalsProvider } from '@mantine/modals'
import { useEffect, useRef } from 'react'
import { NavigationType, Outlet, useLocation, useMatch, useNavigationType } from 'react-router'
import { ClusterContext, useLiveCluster, useWireState } from '../../api/cluster.ts'
import { ConnectionDialogs } from '../connections/ConnectionDialogs.tsx'
import { OperationsTray } from '../operations/OperationsTray.tsx'
import { Palette } from '../palette/Palette.tsx'
import { ClusterHeader } from './ClusterHeader.tsx'
import { rememberPosition } from './HistoryButtons.tsx'
import { PlainHeader } from './PlainHeader.tsx'
import { Rail } from './Rail.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TokenRefused } from './TokenRefused.tsx'
import { useFrameKeys } from './useFrameKeys.ts'
import { WireBanner } from './WireBanner.tsx'
import classes from './Frame.module.css'

export function Frame() {
  const wire = useWireState()
  const connectionId = useMatch('/c/:connectionId/*')?.params.connectionId ?? null
  useFrameKeys()
  if (wire.state === 'refused') return <TokenRefused error={wire.error} />
  return (
    // Within the router, because dialogs hold links.
    <ModalsProvider>
      <ConnectionDialogs>
        <div className={classes.frame}>
          <a href="#content" className={classes.skip} onClick={focusContent}>
            Skip to the content
          </a>
          <Rail current={connectionId} />
          {connectionId === null ? (
            <PlainFrame />
          ) : (
            <ClusterFrame key={connectionId} connectionId={connectionId} />
          )}
          <OperationsTray />
        </div>
        <Palette connectionId={connectionId} />
      </ConnectionDialogs>
    </ModalsProvider>
  )
}

function PlainFrame() {
  return (
    <>
      <PlainHeader />
      <Content />
    </>
  )
}

function ClusterFrame({ connectionId }: { readonly connectionId: string }) {
  const store = useLiveCluster(connectionId)
  if (store === null) return <PlainFrame />
  return (
    <ClusterContext value={store}>
      <ClusterHeader />
      <Sidebar />
      <Content />
    </ClusterContext>
  )
}

function Content() {
  const ref = useScrollMemory()
  return (
    <main id="content" className={classes.content}>
      <WireBanner />
      <div ref={ref} className={classes.scroll} tabIndex={-1}>
        <Outlet />
      </div>
    </main>
  )
}

/** A new page begins at its top; going back finds the place where one was. */
function useScrollMemory() {
  const ref = useRef<HTMLDivElement>(null)
  const places = useRef(new Map<string, number>())
  const { key, pathname } = useLocation()
  const kind = useNavigationType()
  useEffect(() => rememberPosition(kind === NavigationType.Push), [key, kind])
  useEffect(() => {
    const element = ref.current
    const remembered = places.current
    if (element === null) return undefined
    element.scrollTop = kind === NavigationType.Pop ? (remembered.get(key) ?? 0) : 0
    const remember = () => void remembered.set(key, element.scrollTop)
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
    // A change of the search alone (a filter) is the same page.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pathname])
  return ref
}

/** The hash belongs to the router, so the skip link moves the focus itself. */
function focusContent(event: { preventDefault(): void }): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#content > [tabindex]')?.focus()
}
