// Where tasks may run, what they are joined to, and what they may use.
import { Autocomplete, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import type { Network } from '../../../shared/model/network.ts'
import type { SwarmNode } from '../../../shared/model/node.ts'
import { Panel } from '../../ui/Panel.tsx'
import { AddButton, RemoveButton } from './ListButtons.tsx'
import type { SectionProps } from './formTypes.ts'
import classes from './CreateServicePage.module.css'

export interface NetworksSectionProps extends SectionProps {
  readonly networks: readonly Network[]
}

export function NetworksSection({ form, networks }: NetworksSectionProps) {
  const names = networks.filter((each) => each.scope === 'swarm' && !each.ingress).map((each) => each.name)
  return (
    <Panel title="Networks">
      <MultiSelect
        label="Joined to"
        description={
          names.length === 0
            ? 'This swarm has no overlay network but ingress yet.'
            : 'Services on a common network find each other by name.'
        }
        placeholder={form.values.networks.length === 0 ? 'none' : ''}
        data={[...names].sort()}
        searchable
        clearable
        {...form.getInputProps('networks')}
      />
    </Panel>
  )
}

export interface PlacementSectionProps extends SectionProps {
  readonly nodes: readonly SwarmNode[]
}

export function PlacementSection({ form, nodes }: PlacementSectionProps) {
  const suggestions = constraintSuggestions(nodes)
  return (
    <Panel title="Placement">
      {form.values.constraints.map((_, index) => (
        <div key={index} className={classes.item}>
          <Autocomplete
            className={classes.wide}
            aria-label={`Constraint ${index + 1}`}
            placeholder="node.labels.disk==ssd"
            data={suggestions}
            classNames={{ input: classes.mono ?? '' }}
            {...form.getInputProps(`constraints.${index}`)}
          />
          <RemoveButton
            noun="constraint"
            position={index + 1}
            labelled={false}
            onClick={() => form.removeListItem('constraints', index)}
          />
        </div>
      ))}
      <AddButton noun="constraint" onClick={() => form.insertListItem('constraints', '')} />
      {form.values.mode === 'replicated' && (
        <NumberInput
          mt={8}
          w={200}
          label="At most per node"
          description="0 is no limit."
          clampBehavior="none"
          {...form.getInputProps('maxPerNode')}
        />
      )}
    </Panel>
  )
}

export function ResourcesSection({ form }: SectionProps) {
  return (
    <Panel title="Resources">
      <div className={classes.pair}>
        <TextInput
          label="CPU limit"
          placeholder="no limit"
          rightSection={<span className={classes.unit}>cores</span>}
          rightSectionWidth={48}
          {...form.getInputProps('limits.cpus')}
        />
        <TextInput
          label="Memory limit"
          placeholder="no limit, or 512MiB"
          {...form.getInputProps('limits.memory')}
        />
        <TextInput
          label="CPU kept free"
          placeholder="none"
          rightSection={<span className={classes.unit}>cores</span>}
          rightSectionWidth={48}
          {...form.getInputProps('reservations.cpus')}
        />
        <TextInput
          label="Memory kept free"
          placeholder="none"
          {...form.getInputProps('reservations.memory')}
        />
      </div>
    </Panel>
  )
}

/** What this swarm's nodes could be told apart by. */
function constraintSuggestions(nodes: readonly SwarmNode[]): string[] {
  const found = new Set(['node.role==manager', 'node.role==worker'])
  for (const node of nodes) {
    found.add(`node.hostname==${node.hostname}`)
    for (const [key, value] of Object.entries(node.labels)) found.add(`node.labels.${key}==${value}`)
  }
  return [...found].sort().slice(0, 200)
}
