// The legend of a comb, with counts: it stands in the head of the panel that shows the comb.
import { CombCell } from './CombCell.tsx'
import { phaseOrder, type PhaseCounts } from './phases.ts'
import { phaseWords } from './status.ts'
import classes from './Comb.module.css'

export interface CombLegendProps {
  readonly counts: PhaseCounts
}

/** One entry a phase that occurs: cell, word, count. */
export function CombLegend({ counts }: CombLegendProps) {
  return (
    <ul className={classes.legend}>
      {phaseOrder.map((phase) => {
        const count = counts[phase] ?? 0
        if (count === 0) return null
        return (
          <li key={phase}>
            <svg width="14" height="16" aria-hidden="true">
              <CombCell phase={phase} x={7} y={8} radius={7.1} />
            </svg>
            {phaseWords[phase].word} {count}
          </li>
        )
      })}
    </ul>
  )
}
