// Sends an action to the engine. Resolves once the engine has accepted it; whatever follows is watched elsewhere.
import { assertNever } from '../../../shared/errors.ts'
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { createService } from './createService.ts'
import type { RegistryLogins } from './registryLogin.ts'
import { removeService } from './removeService.ts'
import { restartService } from './restartService.ts'
import { rollbackService } from './rollbackService.ts'
import { scaleService } from './scaleService.ts'
import { updateImage } from './updateImage.ts'
import { setAvailability, setLabels } from './updateNode.ts'

/** Errors: those of the verb; `engine.conflict` where the present state is not what the reader saw. */
export function runAction(
  engine: Engine,
  action: Action,
  logins: RegistryLogins,
  signal: AbortSignal,
): Promise<Accepted> {
  switch (action.kind) {
    case 'service.scale':
      return scaleService(engine, action, signal)
    case 'service.image':
      return updateImage(engine, action, logins, signal)
    case 'service.restart':
      return restartService(engine, action, signal)
    case 'service.rollback':
      return rollbackService(engine, action, signal)
    case 'service.remove':
      return removeService(engine, action, signal)
    case 'service.create':
      return createService(engine, action, logins, signal)
    case 'node.availability':
      return setAvailability(engine, action, signal)
    case 'node.labels':
      return setLabels(engine, action, signal)
    default:
      return assertNever(action)
  }
}
