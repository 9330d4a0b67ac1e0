// Drops what the reader saw when asking, once they have been told that it changed and go on.
import type { ActionInput } from '../../../shared/model/action.ts'

/** The same actions without `from`. */
export function withoutFrom<A extends ActionInput>(actions: readonly [A, ...A[]]): readonly [A, ...A[]] {
  const [first, ...rest] = actions
  return [drop(first), ...rest.map(drop)]
}

function drop<A extends ActionInput>(action: A): A {
  if (!('from' in action)) return action
  const copy = { ...action }
  delete copy.from
  return copy
}
