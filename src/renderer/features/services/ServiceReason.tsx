// Why a service is not as asked: in plain words first, the engine's own text under it, untouched.
import type { Service } from '../../../shared/model/service.ts'
import { serviceStatus } from '../../ui/status.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import classes from './ServicePage.module.css'

export function ServiceReason({ service }: { readonly service: Service }) {
  const { reason } = service
  if (reason === null) return null
  const { status } = serviceStatus(service)
  return (
    <section
      className={classes.reason}
      data-status={status}
      aria-label={`Why ${service.name} is not as asked`}
    >
      <p className={classes.plain}>
        <StatusGlyph status={status} size={16} />
        {reason.plain}
      </p>
      {reason.engine !== null && <p className={classes.engine}>{reason.engine}</p>}
    </section>
  )
}
