// A bar by phase, for more tasks than cells could show.
import { phaseOrder, phaseSummary, type PhaseCounts } from './phases.ts'
import classes from './Comb.module.css'

export interface PhaseBarProps {
  readonly counts: PhaseCounts
  readonly label: string
}

/** One bar, a part for each phase, as long as its share. */
export function PhaseBar({ counts, label }: PhaseBarProps) {
  return (
    <div
      role="img"
      aria-label={`${label}: ${phaseSummary(counts)}`}
      className={classes.bar}
      title={phaseSummary(counts)}
    >
      {phaseOrder.map((phase) => {
        const count = counts[phase] ?? 0
        return count === 0 ? null : (
          <span key={phase} data-phase={phase} className={classes.part} style={{ flexGrow: count }} />
        )
      })}
    </div>
  )
}
