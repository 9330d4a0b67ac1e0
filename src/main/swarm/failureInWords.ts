// Why a task failed or was rejected, in plain words: the engine's errors come from many corners, each with texts of its own.
import type { PublishedPort } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'

export interface FailureFacts {
  readonly failuresInLastMinute: number
  /** The host name of the node it failed on, where known. */
  readonly node: string | null
  readonly ports: readonly PublishedPort[]
}

/** A task that ended sooner than this after its creation never did its work; milliseconds. */
const rightAfterStart = 15_000

/** One clause with a capital and without a full stop. @param task one in phase `failed` */
export function failureInWords(task: Task, facts: FailureFacts): string {
  const often =
    facts.failuresInLastMinute > 1 ? `; ${facts.failuresInLastMinute} failures in the last minute` : ''
  return `${causeInWords(task, facts)}${often}`
}

function causeInWords(task: Task, { node, ports }: FailureFacts): string {
  const error = task.error ?? ''
  const on = node === null ? '' : ` on ${node}`
  if (/unhealthy container/i.test(error)) return 'Its health check fails, so the engine stops it'
  if (isPullFailure(error)) return `The image cannot be pulled: ${withoutDigest(task.image)}`

  const path = /bind source path does not exist: (\S+)/.exec(error)?.[1]
  if (path !== undefined) return `A mount fails: ${path} does not exist${on}`
  if (/invalid mount config|error while mounting|failed to mount|mount.*failed|VolumeDriver/i.test(error)) {
    return `A mount fails${on}`
  }
  if (/port is already allocated|address already in use|failed to bind host port/i.test(error)) {
    const number = /:(\d{1,5})(?:\b|$)/.exec(error)?.[1]
    const known = ports.some((port) => String(port.published) === number)
    return known ? `Port ${number} is taken${on}` : `A port it publishes is taken${on}`
  }
  if (/executable file not found|exec: .*no such file|exec format error/i.test(error)) {
    const command = /exec: \\?"([^"\\]+)\\?"/.exec(error)?.[1]
    if (/exec format error/i.test(error))
      return `Its program is built for another processor than the node’s${on}`
    return command === undefined
      ? 'Its command is not in the image'
      : `Its command ${command} is not in the image`
  }
  if (/permission denied/i.test(error) && /exec/i.test(error)) return 'Its command may not be executed'
  if (/network .*(?:not found|could not|no available)/i.test(error)) return `Its network is not ready${on}`
  if (/(?:secret|config) .*not found|invalid .*(?:secret|config) reference/i.test(error)) {
    return 'A secret or config it uses is missing'
  }
  if (/no space left on device/i.test(error)) return `The disk is full${on}`
  if (/cannot allocate memory|out of memory|OOM/i.test(error)) return `It runs out of memory${on}`
  return exitInWords(task, error, on)
}

function exitInWords(task: Task, error: string, on: string): string {
  const code = /non-zero exit \((\d+)\)/.exec(error)?.[1] ?? (task.exitCode ? String(task.exitCode) : null)
  if (code !== null && task.state === 'failed') {
    const soon = Date.parse(task.since) - Date.parse(task.createdAt) < rightAfterStart
    const killed = code === '137' ? ' (killed, often for want of memory)' : ''
    return `Exits with code ${code}${killed}${soon ? ' right after start' : ''}`
  }
  return task.state === 'rejected' ? `The engine refuses to start it${on}` : `It fails${on}`
}

const isPullFailure = (error: string): boolean =>
  /no such image|pull access denied|manifest (?:for|unknown)|repository does not exist|failed to resolve reference|error pulling image|no matching manifest|(?:pull|image).*(?:unauthorized|not found)/i.test(
    error,
  )

const withoutDigest = (image: string): string => image.replace(/@sha256:[0-9a-f]+$/, '')
