// The keys that move between pages.
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useLocation } from 'react-router'
import { expect, it } from 'vitest'
import { renderPage } from '../../testRender.tsx'
import { useFrameKeys } from './useFrameKeys.ts'

function Place() {
  useFrameKeys()
  return (
    <>
      <p>at {useLocation().pathname}</p>
      <input aria-label="Filter" />
    </>
  )
}

it('open the settings, and go back and forward but where one types', async () => {
  renderPage(<Place />, '/c/prod/nodes')
  await userEvent.keyboard('{Control>},{/Control}')
  expect(screen.getByText('at /settings')).toBeInTheDocument()
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
  expect(screen.getByText('at /c/prod/nodes')).toBeInTheDocument()
  await userEvent.click(screen.getByLabelText('Filter'))
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
  expect(screen.getByText('at /c/prod/nodes')).toBeInTheDocument()
  await userEvent.click(document.body)
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
  expect(screen.getByText('at /settings')).toBeInTheDocument()
})
