// Places on this machine that could be added with one press: local engines, docker contexts, Hosts of ~/.ssh/config.
import { Button, TextInput } from '@mantine/core'
import {
  IconBrandDocker,
  IconPlugConnected,
  IconSearch,
  IconServer2,
  IconTerminal,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { FoundPlace } from '../../../shared/model/connection.ts'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { foundPlacesQuery } from '../../api/queries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatPlural } from '../../ui/format.ts'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import { tellFailure } from '../connections/tellFailure.ts'
import { foundGroups } from './foundGroups.ts'
import classes from './FoundPlaces.module.css'

const icons: Readonly<Record<FoundPlace['source'], TablerIcon>> = {
  local: IconServer2,
  context: IconBrandDocker,
  sshConfig: IconTerminal,
}

export function FoundPlaces() {
  const client = useClient()
  const dialogs = useConnectionDialogs()
  const found = useQuery(foundPlacesQuery(client))
  const [typed, setTyped] = useState('')
  const places = found.data ?? []
  const groups = foundGroups(places, typed)
  return (
    <Panel
      title="Add a cluster"
      flush
      action={
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlugConnected size={14} stroke={1.6} aria-hidden />}
          onClick={() => dialogs.add()}
        >
          By address
        </Button>
      }
    >
      {places.length > 0 && (
        <div className={classes.filter}>
          <TextInput
            aria-label="Filter found places"
            placeholder={`Filter ${formatPlural(places.length, 'found place')}`}
            leftSection={<IconSearch size={14} stroke={1.6} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      )}
      <div className={classes.list}>
        {found.isPending && <LoadingRows label="Looking for engines, contexts and ssh hosts" />}
        {found.isError && (
          <ErrorNotice
            error={errorData(found.error)}
            title="This machine could not be searched."
            onRetry={() => void found.refetch()}
          />
        )}
        {found.isSuccess && groups.length === 0 && (
          <p className={classes.none}>
            {places.length === 0
              ? 'No local engine, docker context or ssh host was found on this machine. Add a cluster by its address.'
              : 'No found place fits that.'}
          </p>
        )}
        {groups.map((group) => (
          <section key={group.source}>
            <h3 className={classes.group}>
              {group.title}
              {group.source === 'local' ? '' : ` ${group.places.length}`}
            </h3>
            <ul className={classes.places}>
              {group.places.map((place) => (
                <Place key={`${place.name} ${place.address}`} place={place} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  )
}

function Place({ place }: { readonly place: FoundPlace }) {
  const client = useClient()
  const navigate = useNavigate()
  const dialogs = useConnectionDialogs()
  const [busy, setBusy] = useState(false)
  const Icon = icons[place.source]
  const add = async () => {
    setBusy(true)
    try {
      const { id } = await client.connections.add({ name: place.name, endpoint: place.endpoint })
      await navigate(address.overview(id))
    } catch (error) {
      setBusy(false)
      // A name that is taken, or an address that lacks something: the form is where it can be put right.
      if (errorData(error).code === 'input.invalid') dialogs.add(place)
      tellFailure(error)
    }
  }
  return (
    <li className={classes.place}>
      <Icon size={16} stroke={1.6} aria-hidden />
      <div className={classes.words}>
        <div className={classes.name}>{place.name}</div>
        <div className={classes.address} title={place.address}>
          {place.address}
        </div>
      </div>
      {place.savedAs === null ? (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          aria-label={`Add ${place.name}`}
          onClick={() => void add()}
        >
          Add
        </Button>
      ) : (
        <span className={classes.saved}>Saved</span>
      )}
    </li>
  )
}
