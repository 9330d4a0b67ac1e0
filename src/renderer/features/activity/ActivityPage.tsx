// Events of the cluster and what was done from here, in one line of time.
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useClient } from '../../api/ApiProvider.tsx'
import { useConnectionId } from '../../api/cluster.ts'
import { errorData } from '../../api/followStream.ts'
import { auditQuery } from '../../api/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { useNow } from '../../ui/useNow.ts'
import { AuditRow } from './AuditRow.tsx'
import { EventsMissing } from './EventsMissing.tsx'
import { EventRow } from './EventRow.tsx'
import { byDay, moments, type TimelineShow } from './timeline.ts'
import { useEvents } from './useEvents.ts'
import page from './ActivityPage.module.css'
import classes from './Timeline.module.css'

const pastEvents = 300
const firstDeeds = 200
const mostDeeds = 2000
const shows: readonly { readonly value: TimelineShow; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'events', label: 'Cluster events' },
  { value: 'deeds', label: 'Done from here' },
]

export function ActivityPage() {
  const client = useClient()
  const connectionId = useConnectionId()
  const [params, setParams] = useSearchParams()
  const [limit, setLimit] = useState(firstDeeds)
  const { events, error } = useEvents(connectionId, pastEvents)
  const audit = useQuery(auditQuery(client, connectionId, limit))
  const show = shows.find((each) => each.value === params.get('show'))?.value ?? 'all'
  const typed = params.get('filter') ?? ''
  const entries = audit.data
  // Changes once a day: the names of days do.
  const today = new Date(useNow()).toDateString()
  const days = useMemo(
    () => byDay(moments(events ?? [], entries ?? [], show, typed), new Date(today)),
    [events, entries, show, typed, today],
  )
  const set = (key: string, value: string) =>
    setParams(
      (before) => {
        if (value === '' || value === 'all') before.delete(key)
        else before.set(key, value)
        return before
      },
      { replace: true },
    )
  const isLoading = (events === null && error === null) || audit.isPending
  const isFiltered = show !== 'all' || typed !== ''
  return (
    <div className={page.page}>
      <div className={page.toolbar}>
        <h1 className={page.title}>Activity</h1>
        <TextInput
          className={page.filter ?? ''}
          aria-label="Filter activity"
          placeholder="Filter"
          leftSection={<IconSearch size={14} stroke={1.6} aria-hidden />}
          value={typed}
          onChange={(event) => set('filter', event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="What is shown"
          value={show}
          onChange={(value) => set('show', value)}
          data={shows.map((each) => ({ ...each }))}
        />
      </div>
      {error !== null && events === null && show !== 'deeds' && <EventsMissing error={error} />}
      {audit.isError && (
        <ErrorNotice
          error={errorData(audit.error)}
          title="What was done from here could not be read."
          onRetry={() => void audit.refetch()}
        />
      )}
      {days.length > 0 && (
        <div className={page.days}>
          {days.map((day) => (
            <section key={day.name}>
              <h2 className={classes.day}>{day.name}</h2>
              <ul className={classes.rows}>
                {day.moments.map((moment) =>
                  moment.kind === 'event' ? (
                    <EventRow key={moment.event.id} event={moment.event} connectionId={connectionId} />
                  ) : (
                    <AuditRow key={moment.entry.id} entry={moment.entry} />
                  ),
                )}
              </ul>
            </section>
          ))}
        </div>
      )}
      {days.length === 0 && isLoading && <LoadingRows label="Reading activity" rows={10} />}
      {days.length === 0 && !isLoading && (
        <EmptyState
          title={isFiltered ? 'Nothing fits the filter' : 'Nothing has happened yet'}
          action={
            isFiltered ? (
              <Button variant="default" onClick={() => setParams({}, { replace: true })}>
                Clear the filter
              </Button>
            ) : undefined
          }
        >
          {isFiltered
            ? 'Neither an event of the cluster nor a deed from here holds these words.'
            : 'Events that the engine can still replay and everything done from here stand on this page.'}
        </EmptyState>
      )}
      {entries !== undefined && entries.length >= limit && limit < mostDeeds && (
        <div className={page.more}>
          <Button variant="default" onClick={() => setLimit(Math.min(mostDeeds, limit * 3))}>
            Show older deeds
          </Button>
        </div>
      )}
    </div>
  )
}
