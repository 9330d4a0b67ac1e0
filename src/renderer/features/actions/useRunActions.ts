// Runs actions one after the other and tells how far it came. What was done is not done again on a second try.
import { useState } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { ActionInput } from '../../../shared/model/action.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { targetOf } from './actionWords.ts'

export interface RunActions {
  readonly busy: boolean
  readonly error: AppErrorData | null
  /** As in `media_ftp was refused; 2 of 3 are under way.` Undefined for one action: its error says all. */
  readonly errorTitle: string | undefined
  readonly run: (actions: readonly ActionInput[]) => void
  readonly reset: () => void
}

interface RunState {
  readonly busy: boolean
  readonly done: number
  readonly error: AppErrorData | null
  readonly errorTitle: string | undefined
}
const idle: RunState = { busy: false, done: 0, error: null, errorTitle: undefined }

/** @param onDone called once the engine has accepted all of them; the operations go on in the tray */
export function useRunActions(connectionId: string, onDone: () => void): RunActions {
  const client = useClient()
  const [state, setState] = useState(idle)

  const runFrom = async (actions: readonly ActionInput[], first: number) => {
    for (const [index, action] of actions.entries()) {
      if (index < first) continue
      try {
        await client.actions.run({ connectionId, action })
      } catch (error) {
        const title =
          actions.length > 1
            ? `${targetOf(action)} was refused; ${index} of ${actions.length} are under way.`
            : undefined
        setState({ busy: false, done: index, error: errorData(error), errorTitle: title })
        return
      }
    }
    setState(idle)
    onDone()
  }
  return {
    busy: state.busy,
    error: state.error,
    errorTitle: state.errorTitle,
    run: (actions) => {
      setState({ ...state, busy: true, error: null, errorTitle: undefined })
      void runFrom(actions, state.done)
    },
    reset: () => setState({ ...state, error: null, errorTitle: undefined }),
  }
}
