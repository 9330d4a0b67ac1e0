// The link to an engine on this machine: a unix socket or a Windows named pipe.
import { access, stat } from 'node:fs/promises'
import net from 'node:net'
import { delimiter, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { LinkVia } from '../../shared/model/connection.ts'
import { linkOver, type EngineLink } from './engineLink.ts'
import type { LinkDeps } from './linkDeps.ts'
import { socketCount } from './socketCount.ts'

/**
 * @param path of the socket, as in /var/run/docker.sock or //./pipe/docker_engine
 * @throws AppError docker.notFound, docker.notRunning, docker.permission, docker.notAnEngine, docker.tooOld, docker.tooNew
 */
export async function openLocal(
  path: string,
  deps: Pick<LinkDeps, 'env' | 'platform'>,
  signal: AbortSignal,
  via: LinkVia = 'socket',
): Promise<EngineLink> {
  const sockets = socketCount()
  try {
    return await linkOver(
      {
        via,
        dial: () => sockets.add(net.connect({ path })),
        bytesRead: sockets.bytesRead,
        onLost: () => {}, // a local socket has no connection of its own to lose: the ping notices
        close: sockets.destroyAll,
      },
      signal,
    )
  } catch (error) {
    sockets.destroyAll()
    if (error instanceof AppError || signal.aborted) throw error
    throw await socketFailure(error, path, deps)
  }
}

async function socketFailure(
  cause: unknown,
  path: string,
  deps: Pick<LinkDeps, 'env' | 'platform'>,
): Promise<AppError> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EACCES' || code === 'EPERM')
    return new AppError('docker.permission', `This account may not use the socket ${path}.`, { cause })
  if (code === 'ENOENT')
    return (await isInstalled(deps))
      ? new AppError('docker.notRunning', `There is no socket at ${path}: the engine is not running.`, {
          cause,
        })
      : new AppError('docker.notFound', `There is no Docker engine on this machine: no socket at ${path}.`, {
          cause,
        })
  if (code === 'ECONNREFUSED' || code === 'ENOTSOCK') {
    const isSocket = await stat(path).then(
      (facts) => facts.isSocket(),
      () => false,
    )
    return isSocket
      ? new AppError('docker.notRunning', `Nobody listens at ${path}: the engine is not running.`, { cause })
      : new AppError('docker.notAnEngine', `${path} is not a socket.`, { cause })
  }
  return new AppError(
    'docker.notAnEngine',
    `What listens at ${path} does not answer as a Docker engine does.`,
    {
      cause,
    },
  )
}

/** Whether the engine's program is in the search path. */
async function isInstalled(deps: Pick<LinkDeps, 'env' | 'platform'>): Promise<boolean> {
  const folders = (deps.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const names = deps.platform === 'win32' ? ['dockerd.exe', 'docker.exe'] : ['dockerd', 'docker']
  const found = await Promise.all(
    [...folders, '/usr/sbin'].flatMap((folder) =>
      names.map((name) =>
        access(join(folder, name)).then(
          () => true,
          () => false,
        ),
      ),
    ),
  )
  return found.includes(true)
}
