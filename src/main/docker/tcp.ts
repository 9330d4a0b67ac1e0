// Opens a TCP connection to an SSH server, with clear words where it cannot.
import net from 'node:net'
import { AppError } from '../../shared/errors.ts'
import { hostAndPort } from './endpoint.ts'
import type { Attempt } from './linkDeps.ts'

/**
 * Connects without Nagle's delay, which would cost 40 ms and more a request.
 * @throws AppError ssh.unreachable (`details.reason`: refused, name, route or timeout), or the signal's reason
 */
export function openTcp(
  host: string,
  port: number,
  attempt: Pick<Attempt, 'signal' | 'tcpTimeoutMs'>,
): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      autoSelectFamilyAttemptTimeout: 2000,
    })
    const where = hostAndPort(host, port)
    const fail = (error: unknown): void => {
      clearTimeout(timer)
      attempt.signal.removeEventListener('abort', onAbort)
      socket.removeAllListeners()
      socket.on('error', () => {})
      socket.destroy()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const onAbort = (): void => fail(attempt.signal.reason)
    const timer = setTimeout(() => {
      const seconds = Math.round(attempt.tcpTimeoutMs / 1000)
      fail(unreachable(`${where} does not answer (waited ${seconds} s).`, 'timeout'))
    }, attempt.tcpTimeoutMs)
    attempt.signal.addEventListener('abort', onAbort, { once: true })
    if (attempt.signal.aborted) return onAbort()
    socket.once('error', (error) => fail(tcpFailure(error, host, where)))
    socket.once('connect', () => {
      clearTimeout(timer)
      attempt.signal.removeEventListener('abort', onAbort)
      socket.removeAllListeners('error')
      socket.on('error', () => {}) // whoever uses it listens too; none must be uncaught in between
      resolve(socket)
    })
  })
}

function tcpFailure(error: Error, host: string, where: string): AppError {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return unreachable(`The host name ${host} cannot be resolved.`, 'name', error)
  if (code === 'ECONNREFUSED')
    return unreachable(`${where} refused the connection: nothing listens on that port.`, 'refused', error)
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EHOSTDOWN')
    return unreachable(`There is no route to ${where}.`, 'route', error)
  if (code === 'ETIMEDOUT') return unreachable(`${where} does not answer.`, 'timeout', error)
  return unreachable(`${where} cannot be reached: ${error.message}.`, 'other', error)
}

const unreachable = (message: string, reason: string, cause?: unknown): AppError =>
  new AppError('ssh.unreachable', message, { cause, details: { reason } })
