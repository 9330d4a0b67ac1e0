// First contact with a machine: its key's fingerprint, how to compare it, and only then the button that trusts it.
import { Button, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { keys } from '../../api/queries.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { compareFingerprint, fingerprintGroups, keyFile, keyKind, type Comparison } from './hostKey.ts'
import type { HostKeyDetails } from './hostKeyDetails.ts'
import dialog from './Dialog.module.css'
import classes from './HostKey.module.css'

export interface FirstContactDialogProps {
  /** What the reader calls it: the connection's name. */
  readonly name: string
  readonly hostKey: HostKeyDetails
  readonly onClose: () => void
  /** After it was remembered; a saved connection tries again by itself. */
  readonly onTrusted?: () => void
}

export function FirstContactDialog({ name, hostKey, onClose, onTrusted }: FirstContactDialogProps) {
  const client = useClient()
  const queryClient = useQueryClient()
  const [pasted, setPasted] = useState('')
  const [isCompared, setCompared] = useState(false)
  const [remember, setRemember] = useState<'app' | 'user'>('app')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<AppErrorData | null>(null)
  const { host, port, fingerprint, key, keyType } = hostKey
  const comparison = compareFingerprint(fingerprint, keyType, pasted)
  const mayTrust = comparison.outcome === 'agrees' || (isCompared && comparison.outcome !== 'differs')

  const trust = async (event: FormEvent) => {
    event.preventDefault()
    if (!mayTrust) return
    setBusy(true)
    setError(null)
    try {
      await client.connections.trustHostKey({ host, port, key, remember })
      void queryClient.invalidateQueries({ queryKey: keys.audits })
      onTrusted?.()
      onClose()
    } catch (thrown) {
      setError(errorData(thrown))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={`First contact with ${name}`} size={560} withCloseButton={false}>
      <form onSubmit={(event) => void trust(event)} className={dialog.form} noValidate>
        <p className={`${dialog.intro} ${classes.intro}`}>
          This machine has not met{' '}
          <b>
            {host}:{port}
          </b>{' '}
          before. Compare its key once, from a source you trust; from then on any other key is refused.
        </p>
        <div className={classes.key}>
          <div className={classes.keyHead}>
            <IconKey size={14} stroke={1.6} aria-hidden />
            {keyKind(keyType)}
            <span>SHA256</span>
            <CopyButton text={fingerprint} label="Copy fingerprint" />
          </div>
          <div className={classes.groups} role="img" aria-label={`Fingerprint ${fingerprint}`}>
            {fingerprintGroups(fingerprint).map((group, index) => (
              <span key={index}>{group}</span>
            ))}
          </div>
        </div>
        <div className={classes.how}>
          <h3>How to compare</h3>
          <p className={dialog.intro}>
            On the server&apos;s own console, or in what your provider shows at creation:
          </p>
          <CommandLine commands={`ssh-keygen -lf ${keyFile(keyType)}`} label="Command to compare" />
        </div>
        <TextInput
          label="Paste what it printed"
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          classNames={{ input: dialog.mono ?? '' }}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <div className={classes.verdict} role="status">
          <Verdict comparison={comparison} />
          {(comparison.outcome === 'empty' ||
            comparison.outcome === 'unreadable' ||
            comparison.outcome === 'otherKind') && (
            <Checkbox
              label="I compared it"
              checked={isCompared}
              onChange={(event) => setCompared(event.currentTarget.checked)}
            />
          )}
        </div>
        {error !== null && <ErrorNotice error={error} title="The key was not remembered." />}
        <div className={dialog.foot}>
          <div className={dialog.note}>
            <SegmentedControl
              aria-label="Where the key is remembered"
              value={remember}
              onChange={(value) => setRemember(value === 'user' ? 'user' : 'app')}
              data={[
                { value: 'app', label: 'Only here' },
                { value: 'user', label: '~/.ssh/known_hosts' },
              ]}
            />
          </div>
          <Button variant="default" size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="md" disabled={!mayTrust} loading={busy}>
            Trust this key
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function Verdict({ comparison }: { readonly comparison: Comparison }) {
  switch (comparison.outcome) {
    case 'empty':
      return null
    case 'agrees':
      return (
        <StatusWord status="ok" strong>
          Same key: all 43 characters agree
        </StatusWord>
      )
    case 'differs':
      return (
        <StatusWord status="bad" strong>
          Another key. Do not trust it: somebody may be in between.
        </StatusWord>
      )
    case 'otherKind':
      return (
        <StatusWord status="warn">
          That is the machine&apos;s {comparison.kind} key, another one; it proves nothing here.
        </StatusWord>
      )
    case 'unreadable':
      return <StatusWord status="warn">No whole SHA256 fingerprint is in it.</StatusWord>
  }
  return null
}
