// Update a service to another image.
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { changeService, movedMeanwhile } from './changeService.ts'
import { imageOf, readService, type RawSpec } from './rawService.ts'
import type { RegistryLogins } from './registryLogin.ts'
import { resolveImage, type ResolvedImage } from './resolveImage.ts'

export type ImageAction = Extract<Action, { kind: 'service.image' }>

/**
 * Changes ContainerSpec.Image, and Placement.Platforms as the docker CLI does. The login that the service has is kept
 * unless this machine's is asked for and there is one. Errors: `engine.conflict` where the image is another than `from`.
 */
export async function updateImage(
  engine: Engine,
  action: ImageAction,
  logins: RegistryLogins,
  signal: AbortSignal,
): Promise<Accepted> {
  // A service that is not there should say so before a registry is asked.
  await readService(engine, action.service, signal)
  const login = action.withRegistryAuth ? await logins(action.image) : null
  const resolved = await resolveImage(engine, action.image, login ?? undefined, signal)
  const { before, warnings } = await changeService(
    engine,
    action.service,
    {
      registryAuth: login ?? undefined,
      apply: ({ Spec: spec }) => {
        const now = imageOf(spec)
        if (action.from !== undefined && action.from !== now) {
          throw movedMeanwhile(`The image of ${spec.Name}`, action.from, now)
        }
        return withImage(spec, resolved)
      },
    },
    signal,
  )
  const was = imageOf(before.Spec)
  const { Name: name } = before.Spec
  return {
    target: { kind: 'service', id: before.ID, name },
    follow: { kind: 'serviceConverges', serviceId: before.ID, rollback: false },
    warnings: [
      ...(action.withRegistryAuth && login === null
        ? ['This machine has no login for that registry; the service keeps the one it has.']
        : []),
      ...(resolved.warning === null ? [] : [resolved.warning]),
      ...warnings,
    ],
    undo:
      was === resolved.image || was === ''
        ? null
        : {
            kind: 'service.image',
            service: before.ID,
            image: was,
            from: resolved.image,
            withRegistryAuth: false,
          },
    action: { ...action, service: name, from: was },
  }
}

/** The spec with another image; everything else as it was. */
export function withImage(spec: RawSpec, { image, platforms }: ResolvedImage): RawSpec {
  const { TaskTemplate: template } = spec
  return {
    ...spec,
    TaskTemplate: {
      ...template,
      ContainerSpec: { ...template.ContainerSpec, Image: image },
      ...(platforms === null ? {} : { Placement: { ...template.Placement, Platforms: platforms } }),
    },
  }
}
