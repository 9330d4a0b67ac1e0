// Resolves an image to its digest and platforms through the engine, as the docker CLI does before it creates or updates
// a service, so that every node runs the same image.
import { z } from 'zod'
import type { Engine } from '../../docker/engine.ts'
import { engineRequest } from './engineRequest.ts'
import { familiarImage } from './imageReference.ts'

export interface ResolvedImage {
  /** What goes into the spec: `name:tag@sha256:…`, or without the digest where it could not be had. */
  readonly image: string
  /** For Placement.Platforms; null where unknown, then the present ones stay. */
  readonly platforms: ReadonlyArray<{ readonly Architecture: string; readonly OS: string }> | null
  /** Why the digest could not be had; the CLI warns and goes on, and so do we. */
  readonly warning: string | null
}

const distribution = z.looseObject({
  Descriptor: z.looseObject({ digest: z.string() }),
  Platforms: z
    .array(z.looseObject({ architecture: z.string().nullish(), os: z.string().nullish() }))
    .nullish(),
})

/** GET /distribution/{name}/json. Never fails for want of a registry: answers the image as asked with a warning. */
export async function resolveImage(
  engine: Engine,
  asked: string,
  registryAuth: string | undefined,
  signal: AbortSignal,
): Promise<ResolvedImage> {
  const image = familiarImage(asked)
  try {
    const answer = distribution.parse(
      await engineRequest(
        engine,
        { method: 'GET', path: `/distribution/${image}/json`, registryAuth, about: `image ${image}` },
        signal,
      ),
    )
    const platforms = (answer.Platforms ?? []).map((each) => ({
      // Registries say `arm` where nodes say `armv7l`: left in, no node would match (swarmkit issue 2294).
      Architecture: each.architecture?.toLowerCase() === 'arm' ? '' : (each.architecture ?? ''),
      OS: each.os ?? '',
    }))
    return {
      image: image.includes('@') ? image : `${image}@${answer.Descriptor.digest}`,
      platforms: platforms.length === 0 ? null : platforms,
      warning: null,
    }
  } catch (error) {
    signal.throwIfAborted()
    const reason = error instanceof Error ? error.message : String(error)
    return {
      image,
      platforms: null,
      warning: `${image} could not be looked up in its registry, so no digest is recorded: each node pulls it by itself, and nodes may run different versions. ${reason}`,
    }
  }
}
