// The tasks of a cluster as a comb where only their phases are known, not their names.
import { useMemo } from 'react'
import { Comb, type CombTask } from '../../ui/Comb.tsx'
import { PhaseBar } from '../../ui/PhaseBar.tsx'
import type { PhaseCounts } from '../../ui/phases.ts'
import { phaseWords } from '../../ui/status.ts'

/** What has ended is history, not a part of the cluster now. */
const present = ['running', 'starting', 'stopping', 'pending', 'failed'] as const
/** More cells than this could not be told apart on a card. */
const mostCells = 200

export function PhaseComb({ phases, label }: { readonly phases: PhaseCounts; readonly label: string }) {
  const total = present.reduce((sum, phase) => sum + (phases[phase] ?? 0), 0)
  const tasks = useMemo(
    () =>
      total > mostCells
        ? []
        : present.flatMap((phase) =>
            Array.from({ length: phases[phase] ?? 0 }, (_, index): CombTask => ({
              id: `${phase}${index}`,
              name: phaseWords[phase].word,
              phase,
            })),
          ),
    [phases, total],
  )
  if (total > mostCells) {
    const counts = Object.fromEntries(present.map((phase) => [phase, phases[phase] ?? 0]))
    return <PhaseBar counts={counts} label={label} />
  }
  return <Comb tasks={tasks} radius={7.1} label={label} />
}
