// Says in a notice that something asked for in passing did not work.
import { notifications } from '@mantine/notifications'
import { errorData } from '../../api/followStream.ts'

/** For `.catch(tellFailure)`: what happened, and what to do next. */
export function tellFailure(error: unknown): void {
  const { code, message, hint } = errorData(error)
  notifications.show({ id: `${code}:${message}`, color: 'red', title: message, message: hint })
}
