// The fields of an address, by how the engine is reached.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { emptyHop, type ConnectionForm, type FieldErrors, type HopForm } from './connectionForm.ts'
import { HopFields } from './HopFields.tsx'
import dialog from './Dialog.module.css'

export interface EndpointFieldsProps {
  readonly form: ConnectionForm
  readonly onChange: (part: Partial<ConnectionForm>) => void
  readonly errors: FieldErrors
  readonly secretKnown: boolean
  readonly autoFocus: boolean
}

export function EndpointFields(props: EndpointFieldsProps) {
  if (props.form.kind === 'ssh') return <SshFields {...props} />
  return props.form.kind === 'local' ? <LocalFields {...props} /> : <TlsFields {...props} />
}

function SshFields({ form, onChange, errors, secretKnown, autoFocus }: EndpointFieldsProps) {
  const setJump = (index: number, hop: HopForm) =>
    onChange({ jump: form.jump.map((each, at) => (at === index ? hop : each)) })
  return (
    <>
      <fieldset className={dialog.group}>
        <HopFields
          hop={form.target}
          onChange={(target) => onChange({ target })}
          errors={errors}
          path="target"
          secretKnown={secretKnown}
          autoFocus={autoFocus}
        />
        <TextInput
          label="Socket of the engine over there"
          value={form.remoteSocket}
          onChange={(event) => onChange({ remoteSocket: event.currentTarget.value })}
          error={errors['remoteSocket']}
          autoComplete="off"
          spellCheck={false}
        />
      </fieldset>
      {form.jump.map((hop, index) => (
        <fieldset
          key={hop.key}
          className={`${dialog.group} ${dialog.hop}`}
          aria-label={`Jump host ${index + 1}`}
        >
          <div className={dialog.hopHead}>
            Jump host {form.jump.length > 1 ? index + 1 : ''}
            <Tooltip label="Remove this jump host">
              <ActionIcon
                size="xs"
                aria-label={`Remove jump host ${index + 1}`}
                onClick={() => onChange({ jump: form.jump.filter((_, at) => at !== index) })}
              >
                <IconX size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </div>
          <HopFields
            hop={hop}
            onChange={(next) => setJump(index, next)}
            errors={errors}
            path={`jump.${index}`}
            secretKnown={secretKnown}
          />
        </fieldset>
      ))}
      <div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
          disabled={form.jump.length >= 8}
          onClick={() => onChange({ jump: [...form.jump, emptyHop()] })}
        >
          Add a jump host
        </Button>
      </div>
    </>
  )
}

function LocalFields({ form, onChange, errors }: EndpointFieldsProps) {
  return (
    <TextInput
      label="Socket"
      description="A unix socket, or a named pipe such as //./pipe/docker_engine"
      value={form.localSocket}
      onChange={(event) => onChange({ localSocket: event.currentTarget.value })}
      error={errors['localSocket']}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

function TlsFields({ form, onChange, errors, autoFocus }: EndpointFieldsProps) {
  const file = (field: 'ca' | 'cert' | 'certKey', label: string, placeholder: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={form[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      error={errors[field]}
      autoComplete="off"
      spellCheck={false}
    />
  )
  return (
    <fieldset className={dialog.group}>
      <div className={dialog.two}>
        <TextInput
          label="Host"
          placeholder="10.20.0.11"
          value={form.tlsHost}
          onChange={(event) => onChange({ tlsHost: event.currentTarget.value })}
          error={errors['tlsHost']}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={autoFocus || undefined}
        />
        <TextInput
          label="Port"
          value={form.tlsPort}
          onChange={(event) => onChange({ tlsPort: event.currentTarget.value })}
          error={errors['tlsPort']}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      {file('ca', 'CA file', '~/.docker/ca.pem')}
      {file('cert', 'Certificate file', '~/.docker/cert.pem')}
      {file('certKey', 'Key file', '~/.docker/key.pem')}
    </fieldset>
  )
}
