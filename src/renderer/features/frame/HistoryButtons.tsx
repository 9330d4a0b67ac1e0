// Back and forward, as in a browser: the desktop window has no buttons of its own.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useLocation, useNavigate } from 'react-router'
import classes from './Header.module.css'

/** The furthest place of this tab's history, so that Forward knows whether there is one. Survives a reload. */
const furthestKey = 'swarmdeck.furthest'

export function HistoryButtons() {
  const navigate = useNavigate()
  // Draws again with each page; the router counts pages in the history's state.
  useLocation()
  const position = historyPosition()
  const furthest = Number(sessionStorage.getItem(furthestKey) ?? 0)
  // An address typed by hand has no place of its own: what came before it can be gone back to all the same.
  const canGoBack = position === null ? window.history.length > 1 : position > 0
  const canGoForward = position !== null && position < furthest
  return (
    <div className={classes.history}>
      <Tooltip label="Back">
        <ActionIcon aria-label="Back" disabled={!canGoBack} onClick={() => void navigate(-1)}>
          <IconArrowLeft size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Forward">
        <ActionIcon aria-label="Forward" disabled={!canGoForward} onClick={() => void navigate(1)}>
          <IconArrowRight size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** Remembers how far the history reaches: a push cuts off what was ahead, going back does not. */
export function rememberPosition(isPush: boolean): void {
  const position = historyPosition()
  if (position === null) return
  const furthest = Number(sessionStorage.getItem(furthestKey) ?? 0)
  if (isPush || position > furthest) sessionStorage.setItem(furthestKey, String(position))
}

/** The place of this page in the tab's history, as the router counts it; null where it did not open the page. */
function historyPosition(): number | null {
  const state: unknown = window.history.state
  if (typeof state !== 'object' || state === null || !('idx' in state)) return null
  return typeof state.idx === 'number' ? state.idx : null
}
