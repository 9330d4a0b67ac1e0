// How Swarmdeck looks, what it is, and its keys.
import { Kbd, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { appInfoQuery } from '../../api/queries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { secretsKept } from '../connections/secretsKept.ts'
import { shortcuts } from '../frame/shortcuts.ts'
import { usePageTitle } from '../frame/usePageTitle.ts'
import classes from './SettingsPage.module.css'

const schemes = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const hosts = { desktop: 'Desktop window', browser: 'Browser host' } as const

export function SettingsPage() {
  usePageTitle('Settings')
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageHead title="Settings" />
      </div>
      <Appearance />
      <About />
      <Panel title="Keyboard">
        <dl className={classes.keys}>
          {shortcuts.map(({ keys, does }) => (
            <Shortcut key={does} keys={keys} does={does} />
          ))}
        </dl>
      </Panel>
    </div>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Panel title="Appearance">
      <div className={classes.row}>
        <div>
          Colour scheme
          <p>System follows the setting of this machine.</p>
        </div>
        <SegmentedControl
          aria-label="Colour scheme"
          value={colorScheme}
          onChange={(value) => setColorScheme(schemes.find((each) => each.value === value)?.value ?? 'auto')}
          data={schemes.map((each) => ({ ...each }))}
        />
      </div>
    </Panel>
  )
}

function About() {
  const client = useClient()
  const app = useQuery(appInfoQuery(client))
  return (
    <Panel title="About">
      {app.isPending && <LoadingRows label="Reading" rows={3} />}
      {app.isError && <ErrorNotice error={errorData(app.error)} onRetry={() => void app.refetch()} />}
      {app.isSuccess && (
        <FactList
          facts={[
            { label: 'Version', value: `Swarmdeck ${app.data.version}` },
            {
              label: 'Runs as',
              value: `${hosts[app.data.host]} on ${app.data.platform}, for ${app.data.user}`,
            },
            { label: 'Data folder', value: <code>{app.data.dataDir}</code> },
            { label: 'Passwords and passphrases', value: secretsKept(app.data.secrets) },
          ]}
        />
      )}
    </Panel>
  )
}

function Shortcut({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  )
}
