// How tasks are restarted, replaced and judged healthy.
import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { Panel } from '../../ui/Panel.tsx'
import type { SectionProps } from './formTypes.ts'
import classes from './CreateServicePage.module.css'

export function RestartSection({ form }: SectionProps) {
  return (
    <Panel
      title="Restart"
      action={
        <Switch
          aria-label="Set the restart policy"
          label="Set"
          {...form.getInputProps('restart.set', { type: 'checkbox' })}
        />
      }
    >
      {form.values.restart.set ? (
        <div className={classes.pair}>
          <Select
            label="A task that ends"
            data={[
              { value: 'any', label: 'is always replaced' },
              { value: 'on-failure', label: 'is replaced after a failure' },
              { value: 'none', label: 'is not replaced' },
            ]}
            {...form.getInputProps('restart.condition')}
          />
          <TextInput label="After" placeholder="5s" {...form.getInputProps('restart.delay')} />
          <NumberInput
            label="At most so often"
            description="0 is no limit."
            clampBehavior="none"
            {...form.getInputProps('restart.maxAttempts')}
          />
        </div>
      ) : (
        <p className={classes.note}>The engine's own way: a task that ends is always replaced, after 5 s.</p>
      )}
    </Panel>
  )
}

export function UpdateSection({ form }: SectionProps) {
  return (
    <PolicySection
      form={form}
      field="update"
      title="Updates"
      note="The engine's own way: one task at a time, old ones stop first, and a failure pauses the update."
    />
  )
}

export function RollbackSection({ form }: SectionProps) {
  return (
    <PolicySection
      form={form}
      field="rollback"
      title="Rollbacks"
      note="The engine's own way: one task at a time, and a failure pauses the rollback."
    />
  )
}

interface PolicyProps extends SectionProps {
  readonly field: 'update' | 'rollback'
  readonly title: string
  readonly note: string
}

function PolicySection({ form, field, title, note }: PolicyProps) {
  return (
    <Panel
      title={title}
      action={
        <Switch
          aria-label={`Set the ${field} policy`}
          label="Set"
          {...form.getInputProps(`${field}.set`, { type: 'checkbox' })}
        />
      }
    >
      {form.values[field].set ? (
        <div className={classes.pair}>
          <NumberInput
            label="Tasks at a time"
            description="0 is all at once."
            clampBehavior="none"
            {...form.getInputProps(`${field}.parallelism`)}
          />
          <TextInput label="Pause between" placeholder="10s" {...form.getInputProps(`${field}.delay`)} />
          <Select
            label="Order"
            data={[
              { value: 'stop-first', label: 'Old stops first' },
              { value: 'start-first', label: 'New starts first' },
            ]}
            {...form.getInputProps(`${field}.order`)}
          />
          <Select
            label="On failure"
            data={[
              { value: 'pause', label: 'Pause' },
              { value: 'continue', label: 'Go on' },
              ...(field === 'update' ? [{ value: 'rollback', label: 'Roll back' }] : []),
            ]}
            {...form.getInputProps(`${field}.onFailure`)}
          />
          <TextInput label="Watched for" placeholder="5s" {...form.getInputProps(`${field}.monitor`)} />
          <NumberInput
            label="May fail"
            suffix=" %"
            clampBehavior="none"
            {...form.getInputProps(`${field}.maxFailure`)}
          />
        </div>
      ) : (
        <p className={classes.note}>{note}</p>
      )}
    </Panel>
  )
}

export function HealthSection({ form }: SectionProps) {
  const { kind } = form.values.healthcheck
  return (
    <Panel title="Health check">
      <div className={classes.fields}>
        <SegmentedControl
          aria-label="Health check"
          data={[
            { value: 'image', label: "The image's own" },
            { value: 'command', label: 'A command' },
            { value: 'none', label: 'None' },
          ]}
          {...form.getInputProps('healthcheck.kind')}
        />
        {kind === 'command' && (
          <>
            <TextInput
              label="Command"
              description="Run in the container by its shell; exit code 0 is healthy."
              placeholder="wget -q -O /dev/null http://localhost/"
              classNames={{ input: classes.mono ?? '' }}
              {...form.getInputProps('healthcheck.command')}
            />
            <div className={classes.pair}>
              <TextInput label="Every" {...form.getInputProps('healthcheck.interval')} />
              <TextInput label="Answer within" {...form.getInputProps('healthcheck.timeout')} />
              <TextInput label="Time to start" {...form.getInputProps('healthcheck.startPeriod')} />
              <NumberInput
                label="Unhealthy after"
                clampBehavior="none"
                {...form.getInputProps('healthcheck.retries')}
              />
            </div>
          </>
        )}
      </div>
    </Panel>
  )
}
