// The link to an engine on TCP: always with TLS, both sides proven by certificates.
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import tls from 'node:tls'
import { AppError } from '../../shared/errors.ts'
import type { Endpoint } from '../../shared/model/connection.ts'
import { bareHost, expandHome, hostAndPort } from './endpoint.ts'
import { linkOver, type EngineLink } from './engineLink.ts'
import type { LinkDeps } from './linkDeps.ts'
import { socketCount } from './socketCount.ts'

type TlsEndpoint = Extract<Endpoint, { kind: 'tls' }>

/** @throws AppError tls.fileUnreadable, tls.mismatch, docker.unreachable, docker.notAnEngine, docker.tooOld, docker.tooNew */
export async function openTls(
  endpoint: TlsEndpoint,
  deps: Pick<LinkDeps, 'homeDir'>,
  signal: AbortSignal,
): Promise<EngineLink> {
  const [ca, cert, key] = await Promise.all([
    readPem('ca', endpoint.ca, deps),
    readPem('cert', endpoint.cert, deps),
    readPem('key', endpoint.key, deps),
  ])
  const host = bareHost(endpoint.host)
  const where = hostAndPort(host, endpoint.port)
  const secureContext = contextOf({ ca, cert, key })
  const sockets = socketCount()
  let secured = false
  const dial = (): tls.TLSSocket => {
    const socket = tls.connect({
      host,
      port: endpoint.port,
      secureContext,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    socket.setNoDelay(true)
    // What is no TLS server may wait for more instead of refusing: such a silence must not eat the whole attempt.
    let silence: NodeJS.Timeout | undefined
    socket.once('connect', () => {
      silence = setTimeout(() => socket.destroy(silent(where)), handshakeMs)
    })
    socket.once('secureConnect', () => {
      clearTimeout(silence)
      secured = true
    })
    socket.once('close', () => clearTimeout(silence))
    return sockets.add(socket)
  }
  try {
    return await linkOver(
      { via: 'tls', dial, bytesRead: sockets.bytesRead, onLost: () => {}, close: sockets.destroyAll },
      signal,
    )
  } catch (error) {
    sockets.destroyAll()
    if (signal.aborted) throw error
    throw tlsFailure(error, where, secured)
  }
}

const handshakeMs = 4000

const silent = (where: string): AppError =>
  new AppError(
    'tls.mismatch',
    `${where} took the connection but gave no TLS answer within ${handshakeMs / 1000} s: it does not speak TLS, or is stuck.`,
  )

async function readPem(
  field: 'ca' | 'cert' | 'key',
  path: string,
  deps: Pick<LinkDeps, 'homeDir'>,
): Promise<Buffer> {
  const file = expandHome(path, deps.homeDir)
  const data = await readFile(file).catch((cause: unknown) => {
    throw new AppError('tls.fileUnreadable', `The file ${file} cannot be read.`, {
      cause,
      details: { path: file },
      field: `endpoint.${field}`,
    })
  })
  if (data.includes('-----BEGIN ')) return data
  throw new AppError('tls.fileUnreadable', `The file ${file} is not in PEM format.`, {
    details: { path: file },
    field: `endpoint.${field}`,
  })
}

function contextOf(pem: { ca: Buffer; cert: Buffer; key: Buffer }): tls.SecureContext {
  try {
    return tls.createSecureContext(pem)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const why = code.includes('KEY_VALUES_MISMATCH')
      ? 'The certificate and the key do not belong together.'
      : 'The certificate or the key is damaged, or the key is encrypted.'
    throw new AppError('tls.mismatch', why, { cause })
  }
}

function tlsFailure(cause: unknown, where: string, secured: boolean): unknown {
  if (cause instanceof AppError) return cause
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const code = 'code' in error ? String(error.code) : ''
  const unreachable = (why: string): AppError =>
    new AppError('docker.unreachable', `${where} ${why}.`, { cause })
  if (code === 'ECONNREFUSED') return unreachable('refused the connection: nothing listens on that port')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return unreachable('cannot be resolved to an address')
  if (code === 'ETIMEDOUT') return unreachable('does not answer')
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return unreachable('has no route to it')
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new AppError('tls.mismatch', `The certificate of ${where} is for another host name.`, { cause })
  if (code === 'CERT_HAS_EXPIRED')
    return new AppError('tls.mismatch', `The certificate of ${where} has expired.`, { cause })
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code))
    return new AppError('tls.mismatch', `The certificate of ${where} is not signed by the given CA.`, {
      cause,
    })
  // The same trouble has a code of its own where it is read, and only words where a write meets it (EPROTO).
  if (
    !secured &&
    /wrong.version.number|http.request|packet.length.too.long|unexpected.eof/i.test(
      `${code} ${error.message}`,
    )
  )
    return new AppError('tls.mismatch', `${where} does not speak TLS.`, { cause })
  // With TLS 1.3 our certificate is judged only after the handshake; some servers just hang up then.
  if (secured || /ALERT|ERR_SSL|ERR_TLS|EPROTO|CERT/.test(code))
    return new AppError(
      'tls.mismatch',
      `${where} did not accept our certificate, or the TLS versions do not meet.`,
      { cause },
    )
  return new AppError('docker.notAnEngine', `${where} ended the connection without an answer.`, { cause })
}
