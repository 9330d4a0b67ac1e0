// The words of what runs in the demo swarm: a web server, a program that logs JSON, a database, a proxy, a job.

export type Voice = 'web' | 'api' | 'database' | 'proxy' | 'job' | 'plain'

export interface Moment {
  /** 0 is the first line of the process. */
  readonly number: number
  /** A number that stays the same for this line. */
  readonly chance: number
  readonly time: string
  readonly client: string
  readonly ms: number
  readonly hasTrouble: boolean
}
export interface Said {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export function speak(voice: Voice, moment: Moment): Said {
  return voices[voice](moment)
}

const out = (text: string): Said => ({ stream: 'stdout', text })
const err = (text: string): Said => ({ stream: 'stderr', text })
const paths = ['/', '/p/1284', '/cart', '/api/orders', '/search?q=lamp', '/healthz', '/img/hero.webp']
const pathOf = ({ chance }: Moment): string => paths[chance % paths.length] ?? '/'

const voices: Readonly<Record<Voice, (moment: Moment) => Said>> = {
  web(moment) {
    const { number, chance, time, client, hasTrouble } = moment
    if (number === 0) return out('ready to handle connections on :8080')
    if (hasTrouble)
      return err(
        `[error] 29#29: *${number} upstream timed out (110: Operation timed out) while reading response header, client: ${client}`,
      )
    const status = chance % 19 === 0 ? 404 : 200
    return out(
      `${client} - - [${time}] "GET ${pathOf(moment)} HTTP/1.1" ${status} ${300 + (chance % 9000)} "-"`,
    )
  },
  proxy(moment) {
    const { number, chance, time, client, ms } = moment
    if (number === 0) return out(`time="${time}" level=info msg="Configuration loaded"`)
    const status = chance % 23 === 0 ? 502 : 200
    return out(
      `${client} - - [${time}] "GET ${pathOf(moment)} HTTP/2.0" ${status} ${chance % 9000} "-" "-" ${number} "shop-web@swarm" "http://10.1.1.7:8080" ${ms}ms`,
    )
  },
  api(moment) {
    const { number, chance, time, ms, hasTrouble } = moment
    const path = pathOf(moment)
    if (number === 0) return out(JSON.stringify({ level: 'info', time, msg: 'listening on :3000' }))
    if (hasTrouble) {
      const error = 'connect ECONNREFUSED 10.1.2.9:5432'
      const stack = `Error: ${error}\n    at TCPConnectWrap.afterConnect (node:net:1637:16)`
      return err(
        JSON.stringify({ level: 'error', time, msg: 'request failed', path, status: 500, error, stack }),
      )
    }
    if (chance % 29 === 0)
      return err(JSON.stringify({ level: 'warn', time, msg: 'slow query', ms: ms * 9, path }))
    return out(
      JSON.stringify({ level: 'info', time, msg: 'request completed', method: 'GET', path, status: 200, ms }),
    )
  },
  database({ number, chance, time, ms }) {
    if (number === 0) return err(`${time} LOG:  database system is ready to accept connections`)
    return err(
      `${time} LOG:  checkpoint complete: wrote ${chance % 400} buffers (${(chance % 30) / 10}%); write=${ms / 10} s`,
    )
  },
  job({ number, chance, ms }) {
    return out(
      number === 0 ? 'collecting volumes' : `uploaded part ${number} (${8 + (chance % 8)} MiB in ${ms} ms)`,
    )
  },
  plain({ number, chance, time, ms, hasTrouble }) {
    if (number === 0) return out(`time=${time} level=info msg="started"`)
    if (hasTrouble)
      return err(`time=${time} level=warn msg="scrape took longer than its interval" ms=${ms * 40}`)
    const messages = ['heartbeat', 'compacted block', 'flushed queue']
    return out(`time=${time} level=info msg="${messages[chance % messages.length] ?? ''}" ms=${ms}`)
  },
}
