// Draws a part of a page in a test, with theme and router around it; nothing moves.
import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { cssVariablesResolver } from './theme/cssVariables.ts'
import { theme } from './theme/theme.ts'

export interface RenderedPage {
  /** Draws something else in its place, as a parent does when its data changed. */
  readonly show: (next: ReactNode) => void
  readonly leave: () => void
}

/** @param at the address the page is opened at */
export function renderPage(page: ReactNode, at = '/'): RenderedPage {
  const around = (inner: ReactNode) => (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
      <MemoryRouter initialEntries={[at]}>{inner}</MemoryRouter>
    </MantineProvider>
  )
  const view = render(around(page))
  return { show: (next) => view.rerender(around(next)), leave: view.unmount }
}
