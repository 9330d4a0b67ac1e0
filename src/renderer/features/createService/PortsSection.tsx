// Ports, published on every node (ingress) or only where a task runs (host).
import { NumberInput, Select } from '@mantine/core'
import { Panel } from '../../ui/Panel.tsx'
import { AddButton, RemoveButton } from './ListButtons.tsx'
import type { SectionProps } from './formTypes.ts'
import classes from './CreateServicePage.module.css'

export function PortsSection({ form }: SectionProps) {
  return (
    <Panel title="Ports" count={form.values.ports.length === 0 ? undefined : form.values.ports.length}>
      {form.values.ports.map((_, index) => (
        <div key={index} className={classes.item} role="group" aria-label={`Port ${index + 1}`}>
          <NumberInput
            label="Published"
            placeholder="any free"
            hideControls
            clampBehavior="none"
            w={110}
            {...form.getInputProps(`ports.${index}.published`)}
          />
          <NumberInput
            label="In the container"
            hideControls
            clampBehavior="none"
            w={110}
            {...form.getInputProps(`ports.${index}.target`)}
          />
          <Select
            label="Protocol"
            w={90}
            data={['tcp', 'udp', 'sctp']}
            {...form.getInputProps(`ports.${index}.protocol`)}
          />
          <Select
            label="Mode"
            className={classes.wide}
            data={[
              { value: 'ingress', label: 'Ingress: on every node' },
              { value: 'host', label: 'Host: where the task runs' },
            ]}
            {...form.getInputProps(`ports.${index}.mode`)}
          />
          <RemoveButton
            noun="port"
            position={index + 1}
            onClick={() => form.removeListItem('ports', index)}
          />
        </div>
      ))}
      <AddButton
        noun="port"
        onClick={() =>
          form.insertListItem('ports', { published: '', target: '', protocol: 'tcp', mode: 'ingress' })
        }
      />
    </Panel>
  )
}
