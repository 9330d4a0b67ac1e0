// Storage: volumes, folders of the node, memory.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { Panel } from '../../ui/Panel.tsx'
import { AddButton, RemoveButton } from './ListButtons.tsx'
import type { SectionProps } from './formTypes.ts'
import classes from './CreateServicePage.module.css'

export function MountsSection({ form }: SectionProps) {
  return (
    <Panel title="Mounts" count={form.values.mounts.length === 0 ? undefined : form.values.mounts.length}>
      {form.values.mounts.map((mount, index) => (
        <div key={index} className={classes.item} role="group" aria-label={`Mount ${index + 1}`}>
          <Select
            label="Type"
            w={120}
            data={[
              { value: 'volume', label: 'Volume' },
              { value: 'bind', label: 'Folder' },
              { value: 'tmpfs', label: 'Memory' },
            ]}
            {...form.getInputProps(`mounts.${index}.type`)}
          />
          {mount.type === 'tmpfs' ? (
            <TextInput
              label="At most"
              placeholder="64MiB"
              w={110}
              {...form.getInputProps(`mounts.${index}.size`)}
            />
          ) : (
            <TextInput
              label={mount.type === 'bind' ? 'Folder on the node' : 'Volume'}
              placeholder={mount.type === 'bind' ? '/srv/data' : 'a new one'}
              className={classes.wide}
              classNames={{ input: classes.mono ?? '' }}
              {...form.getInputProps(`mounts.${index}.source`)}
            />
          )}
          <TextInput
            label="In the container"
            placeholder="/data"
            className={classes.wide}
            classNames={{ input: classes.mono ?? '' }}
            {...form.getInputProps(`mounts.${index}.target`)}
          />
          {mount.type !== 'tmpfs' && (
            <Checkbox
              className={classes.check}
              label="Read-only"
              {...form.getInputProps(`mounts.${index}.readOnly`, { type: 'checkbox' })}
            />
          )}
          <RemoveButton
            noun="mount"
            position={index + 1}
            onClick={() => form.removeListItem('mounts', index)}
          />
        </div>
      ))}
      <AddButton
        noun="mount"
        onClick={() =>
          form.insertListItem('mounts', { type: 'volume', source: '', target: '', readOnly: false, size: '' })
        }
      />
    </Panel>
  )
}
