// The list behind the sentence.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { emptyPicture } from '../../api/applyChanges.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { connection, health, reason } from '../../api/fixtures.ts'
import { renderPage } from '../../testRender.tsx'
import { HealthHeading } from './HealthHeading.tsx'

const picture = (part: Partial<ClusterPicture>): ClusterPicture => ({
  ...emptyPicture.shown,
  connection: connection(),
  link: { state: 'idle' },
  synced: true,
  live: true,
  asOf: null,
  problem: null,
  ...part,
})
const gaps = ['web', 'api', 'db', 'cache'].map((name) =>
  reason({ text: `${name} runs 1 of 2 replicas`, link: { kind: 'service', id: name, name } }),
)

it('lists every reason where the sentence has no room for all', async () => {
  renderPage(<HealthHeading picture={picture({ health: health({ overall: 'degraded', reasons: gaps }) })} />)
  await userEvent.click(screen.getByRole('button', { name: 'Show all 4' }))
  const lines = within(screen.getByRole('list', { name: 'All reasons' })).getAllByRole('listitem')
  expect(lines.map((line) => line.textContent)).toEqual(gaps.map(({ text }) => text))
})

it('offers no list where the sentence says it all, and says of old news from when it is', () => {
  const asOf = '2026-01-31T10:00:00.000Z'
  renderPage(<HealthHeading picture={picture({ live: false, asOf, health: health({ reasons: [] }) })} />)
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByRole('heading').textContent).toMatch(/^As of /)
})
