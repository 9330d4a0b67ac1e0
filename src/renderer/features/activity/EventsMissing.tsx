// Why there are no events: without a link there can be none, anything else is an error.
import type { AppErrorData } from '../../../shared/errors.ts'
import { useClusterSelect } from '../../api/cluster.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import classes from './Timeline.module.css'

export function EventsMissing({ error }: { readonly error: AppErrorData }) {
  const isConnected = useClusterSelect((picture) => picture.link.state === 'connected')
  if (!isConnected) return <p className={classes.calm}>Events are read while the cluster is connected.</p>
  return <ErrorNotice error={error} title="Events of the cluster could not be read." />
}
