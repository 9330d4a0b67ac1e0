// Geometry of the comb: pointy-top hexagons, rows shifted by half a cell, balanced (13 = 7 + 6).

/** The corners of a pointy-top hexagon around (x, y) as an SVG path. */
export function hexagonPath(x: number, y: number, radius: number): string {
  const corners = Array.from({ length: 6 }, (_, index) => {
    const angle = (Math.PI / 3) * index - Math.PI / 2
    return `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`
  })
  return `M${corners.join('L')}Z`
}

export interface CombLayout {
  readonly width: number
  readonly height: number
  /** The centre of each cell, in order. */
  readonly centres: readonly { readonly x: number; readonly y: number }[]
}

/**
 * Where each of `count` cells of `radius` sits within `available` pixels: as few rows as fit, all about equally long.
 */
export function combLayout(count: number, radius: number, available: number): CombLayout {
  const gap = Math.max(1, radius * 0.14)
  const stepX = Math.sqrt(3) * radius + gap
  const stepY = 1.5 * radius + gap * 0.87
  const most = Math.max(1, Math.floor((available - stepX / 2) / stepX))
  const rows = Math.max(1, Math.ceil(count / most))
  const perRow = Math.ceil(count / rows)
  const centres = Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / perRow)
    const shift = row % 2 === 1 ? stepX / 2 : 0
    return { x: round(stepX / 2 + (index % perRow) * stepX + shift), y: round(radius + 1 + row * stepY) }
  })
  return {
    width: round(perRow * stepX + (rows > 1 ? stepX / 2 : 0)),
    height: round(2 * radius + 2 + (rows - 1) * stepY),
    centres,
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
