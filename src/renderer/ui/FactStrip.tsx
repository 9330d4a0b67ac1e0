// The facts of an object in one strip: label above value.
import type { ReactNode } from 'react'
import classes from './FactStrip.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}
export interface FactStripProps {
  readonly facts: readonly Fact[]
}

/** Label 11 px above value 13 px, side by side; wraps where it is narrow. */
export function FactStrip({ facts }: FactStripProps) {
  return (
    <dl className={classes.strip}>
      {facts.map((fact) => (
        <div key={fact.label} className={classes.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
