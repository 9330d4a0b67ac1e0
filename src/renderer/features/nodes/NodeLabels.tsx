// Edits the labels of a node that placement rules ask for, and shows the engine's own, which only its machine can change.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SwarmNode } from '../../../shared/model/node.ts'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { KeyValueEditor, type KeyValue } from '../../ui/KeyValueEditor.tsx'
import { useAct } from '../actions/useAct.tsx'
import { useBlocked } from '../actions/useBlocked.ts'
import { labelErrors, labelsOf, pairsOf } from './labelPairs.ts'
import { labelList } from './nodeWords.ts'
import classes from './NodePage.module.css'

export function NodeLabels({ node }: { readonly node: SwarmNode }) {
  const act = useAct()
  const blocked = useBlocked()
  const [edited, setEdited] = useState<readonly KeyValue[] | null>(null)
  const pairs = edited ?? pairsOf(node.labels)
  const errors = labelErrors(pairs)
  const wanted = labelsOf(pairs)
  const isSame = JSON.stringify(pairsOf(wanted)) === JSON.stringify(pairsOf(node.labels))
  const isWrong = Object.keys(errors).length > 0
  const unfit = isSame && !isWrong ? 'Nothing is changed yet' : isWrong ? 'A label is not right yet' : null
  const save = () => act({ kind: 'node.labels', node: node.id, labels: wanted, from: node.labels })
  return (
    <div className={classes.labels}>
      <section className={classes.section}>
        <h2>Node labels</h2>
        <p>Constraints ask for them as node.labels.key==value.</p>
        <KeyValueEditor
          noun="label"
          pairs={pairs}
          onChange={setEdited}
          errors={errors}
          disabled={blocked !== null}
        />
        <div className={classes.actions}>
          <DisabledReason reason={blocked ?? unfit}>
            <Button onClick={save}>Save labels…</Button>
          </DisabledReason>
          {blocked !== null && <span className={classes.why}>{blocked}</span>}
          {edited !== null && !isSame && (
            <Button variant="subtle" color="gray" onClick={() => setEdited(null)}>
              Undo changes
            </Button>
          )}
        </div>
      </section>
      {Object.keys(node.engineLabels).length > 0 && (
        <section className={classes.section}>
          <h2>Engine labels</h2>
          <p>
            Set in the engine&apos;s own configuration on that machine; constraints ask for engine.labels.
          </p>
          <ul className={classes.fixed}>
            {labelList(node.engineLabels).map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
