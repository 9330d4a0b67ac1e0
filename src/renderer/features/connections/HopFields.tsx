// One machine on the way in the address form: where it is and how to log in.
import { PasswordInput, Select, TextInput } from '@mantine/core'
import type { AuthKind, FieldErrors, HopForm } from './connectionForm.ts'
import dialog from './Dialog.module.css'

export interface HopFieldsProps {
  readonly hop: HopForm
  readonly onChange: (hop: HopForm) => void
  readonly errors: FieldErrors
  /** `target` or `jump.0`: where its errors stand. */
  readonly path: string
  /** Whether a secret of this connection is known already, so that an empty field keeps it. */
  readonly secretKnown: boolean
  readonly autoFocus?: boolean
}

const authWords: readonly { readonly value: AuthKind; readonly label: string }[] = [
  { value: 'auto', label: 'As ssh does: agent, then the usual keys' },
  { value: 'agent', label: 'SSH agent only' },
  { value: 'key', label: 'Private key file' },
  { value: 'password', label: 'Password' },
  { value: 'interactive', label: 'Questions of the server (one-time codes)' },
]

export function HopFields({ hop, onChange, errors, path, secretKnown, autoFocus = false }: HopFieldsProps) {
  const error = (field: string) => errors[`${path}.${field}`]
  const set = (part: Partial<HopForm>) => onChange({ ...hop, ...part })
  return (
    <>
      <div className={dialog.row}>
        <TextInput
          label="Host"
          placeholder="10.20.0.11"
          value={hop.host}
          onChange={(event) => set({ host: event.currentTarget.value })}
          error={error('host')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={autoFocus || undefined}
        />
        <TextInput
          label="Port"
          value={hop.port}
          onChange={(event) => set({ port: event.currentTarget.value })}
          error={error('port')}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextInput
          label="Login"
          placeholder="deploy"
          value={hop.user}
          onChange={(event) => set({ user: event.currentTarget.value })}
          error={error('user')}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <Select
        label="Log in with"
        data={[...authWords]}
        value={hop.auth}
        onChange={(value) => {
          const auth = authWords.find((each) => each.value === value)?.value
          if (auth !== undefined) set({ auth, secret: '' })
        }}
        comboboxProps={{ withinPortal: true }}
      />
      {hop.auth === 'key' && (
        <TextInput
          label="Private key file"
          placeholder="~/.ssh/id_ed25519"
          value={hop.keyPath}
          onChange={(event) => set({ keyPath: event.currentTarget.value })}
          error={error('keyPath')}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {(hop.auth === 'key' || hop.auth === 'password') && (
        <PasswordInput
          label={hop.auth === 'key' ? 'Passphrase, where the key has one' : 'Password'}
          placeholder={secretKnown ? 'Leave empty to keep the saved one' : ''}
          value={hop.secret}
          onChange={(event) => set({ secret: event.currentTarget.value })}
          error={error('secret')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show it' }}
        />
      )}
    </>
  )
}
