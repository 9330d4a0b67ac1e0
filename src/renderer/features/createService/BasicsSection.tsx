// What runs, and how many of it.
import { NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { Panel } from '../../ui/Panel.tsx'
import type { SectionProps } from './formTypes.ts'
import classes from './CreateServicePage.module.css'

export function BasicsSection({ form }: SectionProps) {
  return (
    <Panel title="What runs">
      <div className={classes.fields}>
        <TextInput
          label="Name"
          placeholder="web"
          data-autofocus
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Image"
          placeholder="nginx:1.27"
          required
          withAsterisk={false}
          classNames={{ input: classes.mono ?? '' }}
          {...form.getInputProps('image')}
        />
        <div className={classes.row}>
          <SegmentedControl
            aria-label="Mode"
            data={[
              { value: 'replicated', label: 'Replicas' },
              { value: 'global', label: 'One on every node' },
            ]}
            {...form.getInputProps('mode')}
          />
          {form.values.mode === 'replicated' && (
            <NumberInput
              aria-label="Replicas"
              w={120}
              clampBehavior="none"
              {...form.getInputProps('replicas')}
            />
          )}
        </div>
        <TextInput
          label="Command"
          description="Replaces the image's entry point; leave it empty to keep that."
          placeholder={'sh -c "…"'}
          classNames={{ input: classes.mono ?? '' }}
          {...form.getInputProps('command')}
        />
        <TextInput
          label="Arguments"
          placeholder="--port 8080"
          classNames={{ input: classes.mono ?? '' }}
          {...form.getInputProps('args')}
        />
        <Switch
          label="Send this machine's registry login along"
          {...form.getInputProps('withRegistryAuth', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  )
}
