// The managers as comb cells, the leader solid: quorum drawn.
import { hexagonPath } from './hexagon.ts'
import classes from './QuorumComb.module.css'

export interface QuorumManager {
  readonly id: string
  readonly name: string
  readonly leader: boolean
  readonly reachable: boolean
  /** The second line within the cell, as in `2 ms`; `leads` and `lost` are put in by themselves. */
  readonly note?: string
}

export interface QuorumCombProps {
  readonly managers: readonly QuorumManager[]
  readonly onOpen?: (manager: QuorumManager) => void
}

const radius = 24
const stepX = Math.sqrt(3) * radius + 3
const stepY = radius * 1.5 + 2.6

/** One cell a manager, leader first and on top: 1 above 2, 2 above 3, and so on. */
export function QuorumComb({ managers, onOpen }: QuorumCombProps) {
  const ordered = [...managers].sort((a, b) => Number(b.leader) - Number(a.leader))
  const rows = combRows(ordered.length)
  const widest = Math.max(...rows, 1)
  const width = widest * stepX + 2
  const height = (rows.length - 1) * stepY + 2 * radius + 2
  const lost = ordered.filter((manager) => !manager.reachable).length
  let next = 0
  return (
    <svg
      className={classes.quorum}
      role="img"
      aria-label={`${ordered.length} ${ordered.length === 1 ? 'manager' : 'managers'}, ${ordered.length - lost} of them reachable`}
      width={width}
      height={height}
    >
      {rows.flatMap((length, row) =>
        Array.from({ length }, (_, column) => {
          const manager = ordered[next++]
          if (manager === undefined) return null
          const x = width / 2 + (column - (length - 1) / 2) * stepX
          const y = radius + 1 + row * stepY
          return (
            <g
              key={manager.id}
              className={classes.manager}
              data-leader={manager.leader || undefined}
              data-lost={!manager.reachable || undefined}
              data-clickable={onOpen !== undefined || undefined}
              onClick={onOpen === undefined ? undefined : () => onOpen(manager)}
            >
              <title>{manager.name}</title>
              <path d={hexagonPath(x, y, radius - 1)} />
              <text x={x} y={y - 1} textAnchor="middle" className={classes.name}>
                {clip(manager.name)}
              </text>
              <text x={x} y={y + 11} textAnchor="middle" className={classes.note}>
                {manager.reachable ? (manager.leader ? 'leads' : (manager.note ?? 'follows')) : 'lost'}
              </text>
            </g>
          )
        }),
      )}
    </svg>
  )
}

/** How many cells each row holds, narrow rows on top: 3 is 1 + 2, 5 is 2 + 3, 7 is 3 + 4. */
function combRows(count: number): readonly number[] {
  if (count <= 2) return [count]
  if (count > 9)
    return [Math.floor(count / 3), Math.ceil(count / 3), count - Math.floor(count / 3) - Math.ceil(count / 3)]
  const top = Math.floor(count / 2)
  return [top, count - top]
}

const clip = (name: string): string => (name.length > 7 ? `${name.slice(0, 6)}…` : name)
