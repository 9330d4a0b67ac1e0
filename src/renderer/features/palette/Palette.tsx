// The command palette (Ctrl/Cmd+K): any object of any connected cluster, any action.
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { Fragment, useDeferredValue, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useConnections, useLivePictures } from '../../api/cluster.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useAct } from '../actions/useAct.tsx'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import { tellFailure } from '../connections/tellFailure.ts'
import { paletteEntries, type PaletteCommand, type PaletteEntry } from './paletteEntries.ts'
import classes from './Palette.module.css'

export function Palette({ connectionId }: { readonly connectionId: string | null }) {
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut="mod + K"
      tagsToIgnore={[]}
      size={560}
      centered={false}
      yOffset={90}
      overlayProps={{ blur: 0, color: 'var(--sd-overlay)', backgroundOpacity: 1 }}
      transitionProps={{ transition: 'pop', duration: 120 }}
      classNames={{ content: classes.content ?? '', search: classes.search ?? '' }}
      attributes={{ content: { 'aria-label': 'Find anything, or do anything' } }}
    >
      <Spotlight.Search
        placeholder="Find anything, or do anything"
        aria-label="Find anything, or do anything"
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      />
      {/* The pictures of all clusters are followed only while somebody searches. */}
      {isOpen && <Entries typed={typed} connectionId={connectionId} />}
      <Spotlight.Footer className={classes.foot ?? ''}>
        A verb before a name does it: scale, restart, update, roll back, remove, drain, pause, activate
      </Spotlight.Footer>
    </Spotlight.Root>
  )
}

interface EntriesProps {
  readonly typed: string
  readonly connectionId: string | null
}

function Entries({ typed, connectionId }: EntriesProps) {
  const pictures = useLivePictures()
  const { list } = useConnections()
  const words = useDeferredValue(typed)
  const entries = useMemo(
    () =>
      paletteEntries(
        pictures,
        (list ?? []).map((each) => each.connection),
        words,
        connectionId,
      ),
    [pictures, list, words, connectionId],
  )
  return (
    <Spotlight.ActionsList className={classes.list ?? ''}>
      {entries.length === 0 && (
        <Spotlight.Empty>Nothing of that name in any connected cluster</Spotlight.Empty>
      )}
      {entries.map((entry, index) => (
        <Fragment key={entry.id}>
          {entry.group !== entries[index - 1]?.group && <div className={classes.group}>{entry.group}</div>}
          <Entry entry={entry} />
        </Fragment>
      ))}
    </Spotlight.ActionsList>
  )
}

function Entry({ entry }: { readonly entry: PaletteEntry }) {
  const { deed, status, label, note } = entry
  const navigate = useNavigate()
  const run = useCommands()
  const act = useAct(deed.kind === 'act' ? deed.connectionId : '')
  const choose = () => {
    if (deed.kind === 'open') void navigate(deed.to)
    else if (deed.kind === 'act') act(deed.action)
    else run(deed.command)
  }
  return (
    <Spotlight.Action onClick={choose} className={classes.action ?? ''} label={label}>
      <span className={classes.glyph}>{status !== null && <StatusGlyph status={status} size={14} />}</span>
      <span className={classes.label}>{label}</span>
      <span className={classes.note}>{note}</span>
    </Spotlight.Action>
  )
}

function useCommands(): (command: PaletteCommand) => void {
  const client = useClient()
  const navigate = useNavigate()
  const dialogs = useConnectionDialogs()
  const { setColorScheme } = useMantineColorScheme()
  const openDemo = async () => {
    const { id } = await client.connections.openDemo(undefined)
    await navigate(address.overview(id))
  }
  const commands: Readonly<Record<PaletteCommand, () => void>> = {
    add: () => dialogs.add(),
    demo: () => void openDemo().catch(tellFailure),
    schemeAuto: () => setColorScheme('auto'),
    schemeLight: () => setColorScheme('light'),
    schemeDark: () => setColorScheme('dark'),
  }
  return (command) => commands[command]()
}
