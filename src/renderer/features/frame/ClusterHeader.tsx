// The header of a cluster: which one it is, how it is reached, how the link stands.
import { shallowEqual } from '@mantine/hooks'
import { useClusterSelect } from '../../api/cluster.ts'
import { detourWords } from '../connections/viaWords.ts'
import { DemoMark, ReadOnlyMark } from './ClusterMarks.tsx'
import { ClusterSwitcher } from './ClusterSwitcher.tsx'
import { HistoryButtons } from './HistoryButtons.tsx'
import { LinkStatus } from './LinkStatus.tsx'
import { SearchButton } from './SearchButton.tsx'
import classes from './Header.module.css'

export function ClusterHeader() {
  const { connection, version, detour } = useClusterSelect(
    ({ connection, link, info }) => ({
      connection,
      version: link.state === 'connected' ? link.engineVersion : (info?.engineVersion ?? null),
      detour: link.state === 'connected' ? detourWords(link.via) : null,
    }),
    shallowEqual,
  )
  const way = `${connection.address}${version === null ? '' : ` · Engine ${version}`}${detour === null ? '' : ` · ${detour}`}`
  return (
    <header className={classes.header}>
      <ClusterSwitcher />
      <HistoryButtons />
      <LinkStatus />
      {connection.demo && <DemoMark />}
      {connection.readOnly && <ReadOnlyMark />}
      <span className={classes.address} title={way}>
        {way}
      </span>
      <span className={classes.space} />
      <SearchButton words="Find anything, or do anything" />
    </header>
  )
}
