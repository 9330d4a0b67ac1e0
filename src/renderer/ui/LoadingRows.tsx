// Waiting: nothing for 150 ms, then the shapes of the coming rows and what is being read. Never a full-page spinner.
import { Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import classes from './LoadingRows.module.css'

export interface LoadingRowsProps {
  /** What is awaited, as in `Reading 8 nodes, 6 answered`. */
  readonly label: string
  readonly rows?: number
}

const widths = [96, 74, 110, 86, 102] as const

/** Rows of grey shapes that fade downwards. */
export function LoadingRows({ label, rows = 5 }: LoadingRowsProps) {
  const isLate = useLate(150)
  return (
    <div role="status" aria-label={label} className={classes.loading}>
      {isLate && (
        <>
          <div aria-hidden="true">
            {Array.from({ length: rows }, (_, index) => (
              <div key={index} className={classes.row} style={{ opacity: 1 - (index / rows) * 0.7 }}>
                <span className={classes.dot} />
                <span className={classes.shape} style={{ width: widths[index % widths.length] }} />
                <span className={classes.thin} />
                <span className={classes.end} />
              </div>
            ))}
          </div>
          <span className={classes.label}>
            <Loader size={13} aria-hidden /> {label}
          </span>
        </>
      )}
    </div>
  )
}

function useLate(ms: number): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return isLate
}
