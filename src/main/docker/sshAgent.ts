// How an engine is reached over an SSH connection: its socket forwarded, else a command that carries it.
import { AppError } from '../../shared/errors.ts'
import type { LinkVia, SshEndpoint } from '../../shared/model/connection.ts'
import { ChannelSocket, CommandEnded } from './channelSocket.ts'
import { hopName } from './endpoint.ts'
import { linkOver, type EngineLink } from './engineLink.ts'
import type { Attempt, EndpointSecrets, LinkDeps } from './linkDeps.ts'
import { SshLink } from './sshLink.ts'

/**
 * sshd allows 10 sessions a connection (MaxSessions) and each dial-stdio is one: 8 for requests, one for the ping,
 * one spare for a short command.
 */
const maxSessions = 8

/**
 * Opens SSH and tries, in this order: the forwarded socket, `docker system dial-stdio`, the same with `sudo -n`.
 * @throws AppError ssh.*, docker.notFound, docker.notRunning, docker.permission, docker.tooOld, docker.tooNew, docker.notAnEngine
 */
export async function openSsh(
  endpoint: SshEndpoint,
  secrets: EndpointSecrets,
  deps: LinkDeps,
  attempt: Attempt,
): Promise<EngineLink> {
  const ssh = await SshLink.open(endpoint, secrets, deps, attempt)
  attempt.onStep(`Looking for the engine on ${endpoint.host}`)
  const failures: unknown[] = []
  try {
    for (const way of ways(ssh, endpoint.socket)) {
      try {
        return await linkOver(
          {
            ...way,
            bytesRead: () => ssh.bytesRead,
            onLost: (listener) => ssh.onLost(listener),
            close: (abrupt) => (abrupt ? ssh.destroy() : ssh.close()),
          },
          attempt.signal,
        )
      } catch (error) {
        if (attempt.signal.aborted || error instanceof AppError) throw error
        deps.log('debug', 'this way to the engine is closed', { host: endpoint.host, via: way.via })
        failures.push(error)
      }
    }
    throw await diagnose(ssh, endpoint, failures, attempt.signal)
  } catch (error) {
    ssh.close()
    throw error
  }
}

interface Way {
  readonly via: LinkVia
  readonly dial: () => ChannelSocket
  readonly maxSockets?: number
}

function ways(ssh: SshLink, socket: string): Way[] {
  const stdio = `docker -H ${shellQuote(`unix://${socket}`)} system dial-stdio`
  const command = (line: string) => () => new ChannelSocket((signal) => ssh.exec(line, signal))
  return [
    { via: 'ssh-stream', dial: () => new ChannelSocket((signal) => ssh.streamLocal(socket, signal)) },
    { via: 'ssh-dial-stdio', dial: command(stdio), maxSockets: maxSessions },
    { via: 'ssh-sudo-dial-stdio', dial: command(`sudo -n ${stdio}`), maxSockets: maxSessions },
  ]
}

// sshd does not say why it could not open a socket, so the machine itself is asked.
const probe = `PATH=$PATH:/usr/sbin:/usr/local/bin:/snap/bin
if [ ! -S "$1" ]; then echo engine-socket-missing
elif [ -r "$1" ] && [ -w "$1" ]; then echo engine-socket-open
else echo engine-socket-denied; fi
if command -v dockerd >/dev/null 2>&1 || command -v docker >/dev/null 2>&1; then echo engine-installed; else echo engine-absent; fi`

async function diagnose(
  ssh: SshLink,
  endpoint: SshEndpoint,
  failures: readonly unknown[],
  signal: AbortSignal,
): Promise<AppError> {
  const { stdout } = await ssh
    .run(`sh -c ${shellQuote(probe)} sh ${shellQuote(endpoint.socket)}`, signal)
    .catch(() => ({ stdout: '' }))
  const said = failures
    .flatMap((failure) => (failure instanceof CommandEnded && failure.stderr ? [failure.stderr] : []))
    .join('\n')
  const { host, socket } = endpoint
  const details = { host, user: endpoint.user, socket }
  if (stdout.includes('engine-socket-denied') || /permission denied/i.test(said))
    return new AppError(
      'docker.permission',
      `${hopName(endpoint)} may log in but not use the engine: the login is not in the group docker.`,
      { details },
    )
  if (stdout.includes('engine-socket-open'))
    return new AppError(
      'docker.notRunning',
      `Nobody listens at ${socket} on ${host}: the engine is not running.`,
      {
        details,
      },
    )
  if (stdout.includes('engine-installed') || /is the docker daemon running/i.test(said))
    return new AppError(
      'docker.notRunning',
      `The engine on ${host} is not running: there is no socket at ${socket}.`,
      {
        details,
      },
    )
  if (stdout.includes('engine-absent') || /not found/i.test(said))
    return new AppError('docker.notFound', `There is no Docker engine on ${host}: no socket at ${socket}.`, {
      details,
    })
  return new AppError(
    'docker.permission',
    `${hopName(endpoint)} may log in but neither forward a socket nor run a command.`,
    {
      details,
      hint: 'Allow stream-local forwarding or a shell for this login in sshd_config, or use another login.',
    },
  )
}

/** One word for a POSIX shell, whatever it holds. */
const shellQuote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`
