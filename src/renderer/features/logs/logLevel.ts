// The level a line says of itself. Read from the text only: a line that names none has none.

export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'none'
export const logLevels: readonly LogLevel[] = ['error', 'warn', 'info', 'debug', 'none']

const words: Readonly<Record<string, LogLevel>> = {
  fatal: 'error',
  panic: 'error',
  critical: 'error',
  crit: 'error',
  emerg: 'error',
  alert: 'error',
  error: 'error',
  err: 'error',
  eror: 'error',
  warning: 'warn',
  warn: 'warn',
  wrn: 'warn',
  notice: 'info',
  info: 'info',
  inf: 'info',
  debug: 'debug',
  dbg: 'debug',
  trace: 'debug',
  trc: 'debug',
}
const names = Object.keys(words).join('|')
/** `level=warn`, `"level":"error"`, `severity: INFO`. */
const labelled = new RegExp(`(?:level|lvl|severity)"?\\s*[=:]\\s*"?(${names})\\b`, 'i')
/** `[error]`, `ERROR:`, `WARN `, in capitals or brackets, near the beginning, after a time stamp at the most. */
const bare = new RegExp(`(?:^|[\\s|\\]])(?:\\[(${names})\\]|(${names.toUpperCase()})(?=[\\s:\\]|]))`)
const bracketed = new RegExp(`\\[(${names})\\]`, 'i')
/** pino and bunyan write numbers: 10 trace … 60 fatal. */
const numbered = /"level":\s*(\d0)\b/
const nearBeginning = 160

/**
 * Reads the level that a log line names.
 * @param text the line without its line end
 */
export function logLevel(text: string): LogLevel {
  const head = text.length > nearBeginning ? text.slice(0, nearBeginning) : text
  const named = labelled.exec(head)?.[1] ?? bracketed.exec(head)?.[1]
  if (named !== undefined) return words[named.toLowerCase()] ?? 'none'
  const number = numbered.exec(head)?.[1]
  if (number !== undefined) return fromNumber(Number(number))
  const match = bare.exec(head)
  const word = match?.[1] ?? match?.[2]
  if (word !== undefined) return words[word.toLowerCase()] ?? 'none'
  return 'none'
}

function fromNumber(level: number): LogLevel {
  if (level >= 50) return 'error'
  if (level === 40) return 'warn'
  if (level === 30) return 'info'
  return 'debug'
}

/** A line of a stack trace that goes on from the line before it. */
export function isTraceFrame(text: string): boolean {
  return /^(?:\s+at\s|\s+File "|\s*\.{3} \d+ more|Caused by: |\t\S+\(|\s{4,}\S.*:\d+(?::\d+)?\)?$|goroutine \d+ \[)/.test(
    text,
  )
}
