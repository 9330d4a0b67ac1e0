// The one way to change the cluster from a page: hand over the action(s), the right dialog opens, asks and runs.
import { modals } from '@mantine/modals'
import { useCallback, useContext } from 'react'
import { AppError } from '../../../shared/errors.ts'
import type { ActionInput } from '../../../shared/model/action.ts'
import { ClusterContext } from '../../api/cluster.ts'
import { ActionDialog } from './ActionDialog.tsx'
import { provisionalTitle } from './actionWords.ts'

/**
 * Answers a function that opens the dialog for one action or several of one kind. Scale and change of image ask for the
 * value there: pass the present one, also as `from`, so that a change made meanwhile by somebody else is noticed.
 * @param connectionId the cluster; left out: the cluster at hand
 */
export function useAct(connectionId?: string): (action: ActionInput | readonly ActionInput[]) => void {
  const store = useContext(ClusterContext)
  return useCallback(
    (wanted) => {
      const actions = isList(wanted) ? wanted : [wanted]
      const id = connectionId ?? store?.get().connection.id
      if (id === undefined) throw new AppError('internal', 'An action was asked for outside a cluster.')
      const [first] = actions
      if (first !== undefined) openDialog(id, [first, ...actions.slice(1)])
    },
    [connectionId, store],
  )
}

const isList = (wanted: ActionInput | readonly ActionInput[]): wanted is readonly ActionInput[] =>
  Array.isArray(wanted)

let opened = 0

function openDialog(connectionId: string, actions: readonly [ActionInput, ...ActionInput[]]): void {
  opened += 1
  const modalId = `action-${opened}`
  modals.open({
    modalId,
    title: provisionalTitle(actions),
    size: 520,
    withCloseButton: false,
    children: (
      <ActionDialog
        connectionId={connectionId}
        actions={actions}
        onTitle={(title) => modals.updateModal({ modalId, title })}
        onClose={() => modals.close(modalId)}
      />
    ),
  })
}
