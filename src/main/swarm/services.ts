// Reading services. Why one is not as asked comes from its tasks, which are read only for those that are not.
import { AppError } from '../../shared/errors.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { byName, isIdPrefix, listNodes } from './nodes.ts'
import { rawServices } from './rawServices.ts'
import { serviceReason } from './reason.ts'
import { normalizeService } from './records/serviceRecord.ts'
import { listTasksOf } from './tasksOf.ts'

/** All services by name, with counts and reasons. GET /services?status=true, then GET /tasks of those not as asked. */
export async function listServices(engine: Engine, signal: AbortSignal): Promise<Service[]> {
  const raw = await rawServices(engine, null, signal)
  const services = raw.map(normalizeService).sort((a, b) => byName(a.name, b.name))
  return withReasons(engine, services, signal)
}

/**
 * One service by id or name. GET /services/ID, GET /services?status=true.
 * @throws AppError `engine.notFound`
 */
export async function getService(engine: Engine, reference: string, signal: AbortSignal): Promise<Service> {
  const raw = await inspectService(engine, reference, signal)
  const { id } = normalizeService(raw)
  const counted = await rawServices(engine, [id], signal)
  const service = counted.map(normalizeService).find((each) => each.id === id)
  if (service === undefined) throw notFound(reference)
  const [explained] = await withReasons(engine, [service], signal)
  return explained ?? service
}

/** The engine's own object. GET /services/ID. @throws as getService */
export async function inspectService(
  engine: Engine,
  reference: string,
  signal: AbortSignal,
): Promise<unknown> {
  const path = `/services/${encodeURIComponent(reference)}`
  const raw = await askJson(engine, { path, about: `service ${reference}` }, signal)
  const service = normalizeService(raw)
  // The engine takes any beginning of an id; a mistyped name must not become another service
  const meant = service.id === reference || service.name === reference || isIdPrefix(service.id, reference)
  if (!meant) throw notFound(reference)
  return raw
}

async function withReasons(engine: Engine, services: Service[], signal: AbortSignal): Promise<Service[]> {
  const unwell = services.filter((service) => wantsReason(service))
  if (unwell.length === 0) return services
  const nodes = new Map((await listNodes(engine, signal)).map((node) => [node.id, node]))
  const tasks = await listTasksOf(engine, unwell, nodes, signal)
  const now = Date.now()
  return services.map((service) => {
    const own = tasks.get(service.id)
    return own === undefined ? service : { ...service, reason: serviceReason(service, own, nodes, now) }
  })
}

/** Whether it is not as asked, so that its tasks tell why. */
export const wantsReason = (service: Service): boolean =>
  service.health !== 'running' && service.health !== 'stopped' && service.health !== 'complete'

const notFound = (reference: string): AppError =>
  new AppError('engine.notFound', `There is no service ${reference}.`)
