// The dialog that adds or changes a connection by its address: filled in as a reader would, tested, saved.
import { type Locator, expect } from '@playwright/test'

const logins = {
  usual: 'As ssh does: agent, then the usual keys',
  agent: 'SSH agent only',
  key: 'Private key file',
  password: 'Password',
  questions: 'Questions of the server (one-time codes)',
} as const

export interface Machine {
  readonly host: string
  readonly port?: number | string
  readonly user: string
  readonly login?: keyof typeof logins
  readonly keyPath?: string
  /** The password, or the key's passphrase. */
  readonly secret?: string
}

export interface SshForm extends Machine {
  readonly name?: string
  readonly jump?: readonly Machine[]
  readonly socket?: string
  readonly readOnly?: boolean
}

export interface TlsForm {
  readonly name?: string
  readonly host: string
  readonly port: number | string
  readonly ca: string
  readonly cert: string
  readonly key: string
}

export class AddressDialog {
  readonly root: Locator

  constructor(root: Locator) {
    this.root = root
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true })
  }

  async ssh(form: SshForm): Promise<void> {
    if (form.name !== undefined) await this.field('Name').fill(form.name)
    await this.#machine(this.root.getByRole('group').first(), form)
    if (form.socket !== undefined) await this.field('Socket of the engine over there').fill(form.socket)
    for (const [index, hop] of (form.jump ?? []).entries()) {
      await this.root.getByRole('button', { name: 'Add a jump host' }).click()
      await this.#machine(this.root.getByRole('group', { name: `Jump host ${index + 1}` }), hop)
    }
    if (form.readOnly === true) await this.root.getByRole('switch', { name: /^Read-only/ }).click()
  }

  async local(socket: string, name?: string): Promise<void> {
    if (name !== undefined) await this.field('Name').fill(name)
    await this.#reach('Local socket')
    await this.field('Socket').fill(socket)
  }

  async tls({ name, host, port, ca, cert, key }: TlsForm): Promise<void> {
    if (name !== undefined) await this.field('Name').fill(name)
    await this.#reach('TCP with TLS')
    await this.field('Host').fill(host)
    await this.field('Port').fill(String(port))
    await this.field('CA file').fill(ca)
    await this.field('Certificate file').fill(cert)
    await this.field('Key file').fill(key)
  }

  /** Tries it without saving. */
  async test(): Promise<void> {
    await this.root.getByRole('button', { name: 'Test' }).click()
  }

  async add(): Promise<void> {
    await this.root.getByRole('button', { name: 'Add cluster' }).click()
  }

  async save(): Promise<void> {
    await this.root.getByRole('button', { name: 'Save changes' }).click()
    await expect(this.root).toBeHidden()
  }

  async cancel(): Promise<void> {
    await this.root.getByRole('button', { name: 'Cancel' }).click()
    await expect(this.root).toBeHidden()
  }

  /** What a successful test says. */
  get found(): Locator {
    return this.root.getByRole('status').filter({ hasText: 'Reached' })
  }

  get trouble(): Locator {
    return this.root.getByRole('alert')
  }

  async #reach(way: string): Promise<void> {
    await this.root
      .getByRole('radiogroup', { name: 'How the engine is reached' })
      .getByText(way, { exact: true })
      .click()
  }

  async #machine(group: Locator, machine: Machine): Promise<void> {
    const field = (label: string) => group.getByLabel(label, { exact: true })
    await field('Host').fill(machine.host)
    if (machine.port !== undefined) await field('Port').fill(String(machine.port))
    await field('Login').fill(machine.user)
    const login = machine.login ?? (machine.keyPath === undefined ? undefined : 'key')
    if (login !== undefined) {
      await group.getByRole('combobox', { name: 'Log in with' }).click()
      await group.page().getByRole('option', { name: logins[login], exact: true }).click()
    }
    if (machine.keyPath !== undefined) {
      await group.getByRole('textbox', { name: 'Private key file' }).fill(machine.keyPath)
    }
    if (machine.secret !== undefined) {
      await field(login === 'password' ? 'Password' : 'Passphrase, where the key has one').fill(
        machine.secret,
      )
    }
  }
}
