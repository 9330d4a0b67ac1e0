// Running other programs: their output kept or shown, and none of them left behind when this one ends.
import { type ChildProcess, spawn } from 'node:child_process'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Passes the output through as it comes, besides keeping it. */
  readonly show?: boolean
  /** Milliseconds; then it is killed with all its children. */
  readonly timeout?: number
}
export interface Ended {
  readonly code: number
  readonly output: string
}

const running = new Set<ChildProcess>()

/** Runs a program to its end; never rejects (one that cannot start has code 127, a killed one 128). */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { show = false, timeout, ...where } = options
  // A group of its own, so that stopping it stops its children too.
  const child = spawn(command, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  running.add(child)
  let output = ''
  const take = (target: NodeJS.WriteStream) => (chunk: Buffer) => {
    output += chunk.toString()
    if (show) target.write(chunk)
  }
  child.stdout.on('data', take(process.stdout))
  child.stderr.on('data', take(process.stderr))
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          output += `\nstopped after ${timeout / 1000} s\n`
          stop(child)
        }, timeout)
  return new Promise((resolve) => {
    const end = (code: number) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`
      end(127)
    })
    child.on('close', (code) => end(code ?? 128))
  })
}

/** Kills everything that `run` started and that still runs. */
export function stopAll(): void {
  for (const child of running) stop(child)
}

function stop(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
