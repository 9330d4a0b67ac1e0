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
  const furthest = Math.max(position, Number(sessionStorage.getItem(furthestKey) ?? 0))
  return (
    <div className={classes.history}>
      <Tooltip label="Back">
        <ActionIcon aria-label="Back" disabled={position === 0} onClick={() => void navigate(-1)}>
          <IconArrowLeft size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Forward">
        <ActionIcon aria-label="Forward" disabled={position >= furthest} onClick={() => void navigate(1)}>
          <IconArrowRight size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** Remembers how far the history reaches: a push cuts off what was ahead, going back does not. */
export function rememberPosition(isPush: boolean): void {
  const position = historyPosition()
  const furthest = Number(sessionStorage.getItem(furthestKey) ?? 0)
  if (isPush || position > furthest) sessionStorage.setItem(furthestKey, String(position))
}

function historyPosition(): number {
  const state: unknown = window.history.state
  if (typeof state !== 'object' || state === null || !('idx' in state)) return 0
  return typeof state.idx === 'number' ? state.idx : 0
}
