// How to log in at one hop: which proofs are offered in which order, and what a refusal means.
import { basename, join } from 'node:path'
import type { AnyAuthMethod, AuthenticationType, ParsedKey, Prompt } from 'ssh2'
import { AppError, assertNever } from '../../shared/errors.ts'
import type { SshHop } from '../../shared/model/connection.ts'
import { findAgent } from './authAgent.ts'
import { expandHome, hopName } from './endpoint.ts'
import type { Ask, LinkDeps } from './linkDeps.ts'
import { openPrivateKey } from './privateKey.ts'
import { identityFilesFor } from './sshConfig.ts'

/** The proofs of one login, given to ssh2 one after the other. */
export interface Login {
  /** What to offer next; false when nothing is left. `accepted` is null before the server said what it takes. */
  next(
    accepted: readonly AuthenticationType[] | null,
    partial: boolean,
  ): AnyAuthMethod | false | Promise<AnyAuthMethod | false>
  /** Why it failed, once nothing is left. */
  refusal(): AppError
}

interface Proof {
  readonly name: string
  readonly method: AnyAuthMethod
}

export interface LoginFacts {
  /** 0 is the target, 1… the jump hosts: which secret is meant. */
  readonly index: number
  readonly secret: string | null
  readonly ask: Ask | null
  readonly deps: Pick<LinkDeps, 'homeDir' | 'env' | 'platform'>
}

const usualKeys = ['id_ed25519', 'id_ecdsa', 'id_rsa']

/**
 * Gathers what can be offered at a hop before any connection is made.
 * @throws AppError ssh.agentMissing, ssh.keyUnreadable, ssh.keyUnsupported, ssh.passphraseNeeded, ssh.secretNeeded
 */
export async function prepareLogin(hop: SshHop, facts: LoginFacts): Promise<Login> {
  const { auth, user: username } = hop
  switch (auth.kind) {
    case 'agent': {
      const found = await findAgent(facts.deps)
      if (found.agent === null)
        throw new AppError('ssh.agentMissing', `There is no SSH agent to log in with: ${found.reason}.`)
      if (found.keys === 0)
        throw new AppError('ssh.agentMissing', 'The SSH agent holds no key that can be used.')
      return login(hop, facts, [
        {
          name: `the agent (${counted(found.keys)})`,
          method: { type: 'agent', username, agent: found.agent },
        },
      ])
    }
    case 'key': {
      const path = expandHome(auth.path, facts.deps.homeDir)
      const key = await openPrivateKey(path, facts.secret ?? auth.passphrase ?? null, facts.index)
      return login(hop, facts, [keyProof(username, path, key)])
    }
    case 'password': {
      const password = facts.secret ?? auth.password ?? null
      if (password === null)
        throw new AppError('ssh.secretNeeded', `The password of ${hopName(hop)} is not known.`, {
          details: { hop: facts.index },
        })
      return login(
        hop,
        facts,
        [{ name: 'the password', method: { type: 'password', username, password } }],
        password,
      )
    }
    case 'interactive':
      return login(hop, facts, [])
    case 'auto':
      return usualLogin(hop, facts)
    default:
      return assertNever(auth)
  }
}

/**
 * Like the ssh command: the agent, the configured key files, else the usual ones; then what the server asks. Unusable
 * keys are passed over, but a passphrase that is missing is asked for before any password.
 */
async function usualLogin(hop: SshHop, facts: LoginFacts): Promise<Login> {
  const { homeDir } = facts.deps
  const proofs: Proof[] = []
  const found = await findAgent(facts.deps)
  if (found.agent !== null && found.keys > 0)
    proofs.push({
      name: `the agent (${counted(found.keys)})`,
      method: { type: 'agent', username: hop.user, agent: found.agent },
    })
  const configured = await identityFilesFor(hop, facts.deps)
  const files = configured.length > 0 ? configured : usualKeys.map((name) => join(homeDir, '.ssh', name))
  const problems: AppError[] = []
  for (const path of files) {
    try {
      const key = await openPrivateKey(path, facts.secret, facts.index)
      proofs.push(keyProof(hop.user, path, key))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (configured.length > 0 || error.code !== 'ssh.keyUnreadable') problems.push(error)
    }
  }
  const locked = problems.find((problem) => problem.code === 'ssh.passphraseNeeded') ?? problems[0] ?? null
  if (proofs.length === 0 && locked?.code === 'ssh.passphraseNeeded') throw locked
  return login(hop, facts, proofs, null, locked)
}

const keyProof = (username: string, path: string, key: ParsedKey): Proof => ({
  name: `the key ${basename(path)}`,
  method: { type: 'publickey', username, key },
})

const counted = (keys: number): string => (keys === 1 ? '1 key' : `${keys} keys`)

/**
 * Offers the proofs in order, those the server takes; then, where it is asked for or a second factor is due,
 * keyboard-interactive: one hidden question is answered with the password, all else by the reader. `auto` asks too once
 * nothing else is left, for the password where the server takes only that.
 */
function login(
  hop: SshHop,
  facts: LoginFacts,
  proofs: readonly Proof[],
  password: string | null = null,
  locked: AppError | null = null,
): Login {
  const left = [...proofs]
  const tried: string[] = []
  let accepts: readonly AuthenticationType[] = []
  let asked = false
  let passwordUsed = false
  let gaveUp: AppError | null = null

  const prompt = (title: string, prompts: readonly Prompt[], finish: (answers: string[]) => void): void => {
    const only = prompts.length === 1 ? prompts[0] : undefined
    if (only && only.echo !== true && password !== null && !passwordUsed) {
      passwordUsed = true
      tried.push('the password')
      finish([password])
      return
    }
    const give = (error: AppError): void => {
      gaveUp = error
      finish([])
    }
    if (facts.ask === null) {
      give(
        new AppError(
          'ssh.secretNeeded',
          `${hopName(hop)} asks questions that only a connected session can show.`,
          {
            hint: 'Save the connection and connect: the questions are shown then.',
            details: { hop: facts.index },
          },
        ),
      )
      return
    }
    const shown = prompts.map(({ prompt: text, echo }) => ({ text: text.trim(), echo: echo === true }))
    const answered = (answers: readonly string[] | null): void => {
      if (!tried.includes('the answers given')) tried.push('the answers given')
      if (answers) finish([...answers])
      else give(new AppError('cancelled', `The questions of ${hopName(hop)} were not answered.`))
    }
    void facts
      .ask({ host: hop.host, title, prompts: shown })
      .catch(() => null)
      .then(answered)
  }

  /** The password as the reader types it; what gives up ends the login. */
  const typedPassword = async (ask: Ask): Promise<AnyAuthMethod | false> => {
    const prompts = [{ text: `Password of ${hopName(hop)}`, echo: false }]
    const [typed] = (await ask({ host: hop.host, title: '', prompts }).catch(() => null)) ?? []
    if (typed === undefined) {
      gaveUp = new AppError('cancelled', `The question for the password of ${hopName(hop)} was not answered.`)
      return false
    }
    tried.push('the password')
    return { type: 'password', username: hop.user, password: typed }
  }

  // A key whose passphrase is missing comes first: its own error has that asked for.
  const lastResort = hop.auth.kind === 'auto' && facts.ask !== null && locked?.code !== 'ssh.passphraseNeeded'

  return {
    next(accepted, partial) {
      // The first offer is no proof at all: the refusal names what the server takes, and costs no attempt.
      if (accepted === null) return { type: 'none', username: hop.user }
      accepts = accepted
      if (gaveUp) return false
      for (;;) {
        const proof = left.shift()
        if (!proof) break
        const needs = proof.method.type === 'agent' ? 'publickey' : proof.method.type
        if (proof.method.type === 'password') {
          if (accepted.includes('password')) passwordUsed = true
          else continue // keyboard-interactive below may still take it
        } else if (!accepted.includes(needs)) continue
        tried.push(proof.name)
        return proof.method
      }
      const wanted =
        hop.auth.kind === 'interactive' || partial || lastResort || (password !== null && !passwordUsed)
      if (!wanted || asked) return false
      asked = true
      if (!accepted.includes('keyboard-interactive'))
        return lastResort && facts.ask !== null && accepted.includes('password')
          ? typedPassword(facts.ask)
          : false
      return {
        type: 'keyboard-interactive',
        username: hop.user,
        prompt: (name, instructions, _language, prompts, finish) =>
          prompt([name, instructions].filter(Boolean).join('\n'), prompts, finish),
      }
    },
    refusal() {
      if (gaveUp) return gaveUp
      if (locked?.code === 'ssh.passphraseNeeded') return locked
      const takes = accepts.filter((method) => method !== 'none')
      const details = { hop: facts.index, accepts: [...takes] }
      const asks = takes.includes('password') || takes.includes('keyboard-interactive')
      const hint = hintFor(hop, asks && !asked)
      if (hop.auth.kind === 'auto' && tried.length === 0 && !asked) {
        if (locked) return locked
        return new AppError(
          'ssh.authFailed',
          `There is nothing to log in to ${hopName(hop)} with: no agent and no key file.`,
          { hint: hint ?? noProofHint, details },
        )
      }
      const offer = tried.length > 0 ? `did not accept ${listed(tried)}` : `takes none of what was offered`
      const only = takes.length > 0 ? `; it takes ${listed(takes)}` : ''
      return new AppError('ssh.authFailed', `${hopName(hop)} ${offer}${only}.`, {
        ...(hint === null ? {} : { hint }),
        details,
      })
    },
  }
}

const noProofHint = 'Start an SSH agent and add a key (ssh-add), or choose a key file or a password.'

/** Where the server would take an answer of the reader that nobody was there to give. */
const hintFor = (hop: SshHop, unasked: boolean): string | null =>
  hop.auth.kind === 'auto' && unasked
    ? 'Choose Password as the login, or connect: what the server asks is shown then.'
    : null

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
