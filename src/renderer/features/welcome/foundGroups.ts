// The places found on this machine, filtered and grouped by where they were found. Pure.
import type { FoundPlace } from '../../../shared/model/connection.ts'

export interface FoundGroup {
  readonly source: FoundPlace['source']
  readonly title: string
  readonly places: readonly FoundPlace[]
}

const titles: readonly (readonly [FoundPlace['source'], string])[] = [
  ['local', 'On this machine'],
  ['context', 'Docker contexts'],
  ['sshConfig', '~/.ssh/config'],
]

/** Groups without a place are left out. Every word typed must be in the name or the address. */
export function foundGroups(places: readonly FoundPlace[], typed: string): readonly FoundGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ name, address }: FoundPlace) => {
    const text = `${name} ${address}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return titles.flatMap(([source, title]) => {
    const found = places.filter((place) => place.source === source && fits(place))
    return found.length === 0 ? [] : [{ source, title, places: found }]
  })
}
