// How far an operation has come: n of m, as segments up to 12, above as one fill.
import type { Operation } from '../../../shared/model/action.ts'
import { formatCount } from '../../ui/format.ts'
import { operationStatus } from './operationStatus.ts'
import classes from './Operations.module.css'

const mostSegments = 12

export function OperationProgress({ operation }: { readonly operation: Operation }) {
  const { progress } = operation
  if (progress === null || progress.total === 0) return null
  const { done, total } = progress
  const { status } = operationStatus(operation)
  return (
    <span className={classes.progress}>
      <span className={classes.bar} data-status={status} aria-hidden="true">
        {total <= mostSegments ? (
          Array.from({ length: total }, (_, index) => (
            <span key={index} className={classes.segment} data-done={index < done || undefined} />
          ))
        ) : (
          <span className={classes.track}>
            <span className={classes.fill} style={{ width: `${(done / total) * 100}%` }} />
          </span>
        )}
      </span>
      <span className={classes.quiet}>
        {formatCount(done)} of {formatCount(total)}
      </span>
    </span>
  )
}
