// The dialogs of actions against a client that answers like the program: what is refused at the field, what must be
// typed, what a refusal offers.
import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ActionInput, ActionPreview } from '../../../shared/model/action.ts'
import { ApiProvider } from '../../api/ApiProvider.tsx'
import { createLiveApi } from '../../api/liveApi.ts'
import { liveValue } from '../../api/liveValue.ts'
import type { WireStatus } from '../../api/wireStatus.ts'
import { ActionDialog } from './ActionDialog.tsx'

const preview = (part: Partial<ActionPreview> = {}): ActionPreview => ({
  title: 'Scale web to 5?',
  intro: '',
  consequences: [{ tone: 'busy', text: '3 tasks start.', detail: '' }],
  commands: ['docker service scale web=5'],
  confirm: 'Scale web to 5',
  destructive: false,
  typedName: null,
  note: null,
  asOf: '2026-01-01T10:00:00.000Z',
  ...part,
})

async function* silence(): AsyncIterable<never> {
  await new Promise(() => {})
  yield* []
}

interface Asked {
  readonly action: ActionInput
}

function open(
  actions: readonly [ActionInput, ...ActionInput[]],
  answers: {
    readonly preview?: (input: Asked) => ActionPreview
    readonly run?: (input: Asked) => Promise<unknown>
  } = {},
) {
  const run = vi.fn(answers.run ?? (() => Promise.resolve({})))
  const ask = vi.fn((input: Asked) => Promise.resolve((answers.preview ?? (() => preview()))(input)))
  // The dialogs call only these; a whole client would hide that.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const client = {
    connections: { watch: silence },
    actions: { watch: silence, preview: ask, run },
  } as unknown as Client
  const wire = liveValue<WireStatus>({ state: 'open' })
  const onClose = vi.fn()
  const onTitle = vi.fn()
  render(
    <MantineProvider env="test">
      <ApiProvider api={createLiveApi(client, wire, () => {})}>
        <ActionDialog connectionId="c1" actions={actions} onClose={onClose} onTitle={onTitle} />
      </ApiProvider>
    </MantineProvider>,
  )
  return { run, ask, onClose, onTitle }
}

const scale: ActionInput = { kind: 'service.scale', service: 'web', replicas: 2, from: 2 }

describe('scaling', () => {
  it('asks nothing until another count is typed, then shows what would happen and runs it', async () => {
    const dialog = open([scale])
    expect(screen.getByRole('button', { name: 'Scale web' })).toBeDisabled()
    expect(dialog.ask).not.toHaveBeenCalled()
    const field = screen.getByRole('textbox', { name: 'Replicas' })
    await userEvent.clear(field)
    await userEvent.type(field, '5')
    const confirm = await screen.findByRole('button', { name: 'Scale web to 5' })
    expect(screen.getByText('3 tasks start.')).toBeVisible()
    expect(screen.getByText(/docker service scale web=5/)).toBeVisible()
    await waitFor(() => expect(confirm).toBeEnabled())
    await userEvent.click(confirm)
    await waitFor(() => expect(dialog.onClose).toHaveBeenCalled())
    expect(dialog.run).toHaveBeenCalledExactlyOnceWith({
      connectionId: 'c1',
      action: { kind: 'service.scale', service: 'web', replicas: 5, from: 2 },
    })
  })

  it.each([
    ['-1', 'Replicas cannot be negative.'],
    ['1.5', 'Replicas are a whole number.'],
    ['x', 'Enter a whole number.'],
    ['1000000000', 'At most 1,000,000 replicas.'],
  ])('refuses %s at the field', async (typed, reason) => {
    const dialog = open([scale])
    const field = screen.getByRole('textbox', { name: 'Replicas' })
    await userEvent.clear(field)
    await userEvent.type(field, typed)
    expect(await screen.findByText(reason)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Scale web' })).toBeDisabled()
    await userEvent.type(field, '{Enter}')
    expect(dialog.run).not.toHaveBeenCalled()
  })
})

describe('removing', () => {
  const removal: ActionInput = { kind: 'service.remove', service: 'web' }
  const question = preview({
    title: 'Remove web?',
    confirm: 'Remove web',
    destructive: true,
    typedName: 'web',
  })

  it('waits until the name is typed', async () => {
    const dialog = open([removal], { preview: () => question })
    const field = await screen.findByRole('textbox', { name: 'Type web to confirm' })
    expect(dialog.onTitle).toHaveBeenLastCalledWith('Remove web?')
    await userEvent.type(field, 'we')
    expect(screen.getByRole('button', { name: 'Remove web' })).toBeDisabled()
    await userEvent.type(field, 'b')
    await userEvent.click(screen.getByRole('button', { name: 'Remove web' }))
    await waitFor(() => expect(dialog.onClose).toHaveBeenCalled())
  })

  it('goes on after the one that was refused, without doing the first again', async () => {
    const conflict = new AppError('engine.conflict', 'web was changed meanwhile.')
    let refusals = 1
    const dialog = open(
      [
        { kind: 'service.restart', service: 'api' },
        { kind: 'service.restart', service: 'web' },
      ],
      {
        preview: () => preview({ title: 'Restart?', confirm: 'Restart' }),
        run: ({ action }) =>
          'service' in action && action.service === 'web' && refusals-- > 0
            ? Promise.reject(conflict)
            : Promise.resolve({}),
      },
    )
    const confirm = await screen.findByRole('button', { name: 'Restart 2 services' })
    await waitFor(() => expect(confirm).toBeEnabled())
    await userEvent.click(confirm)
    expect(await screen.findByText('web was refused; 1 of 2 are under way.')).toBeVisible()
    expect(screen.getByText('web was changed meanwhile.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }))
    expect(screen.queryByText('web was changed meanwhile.')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Restart 2 services' }))
    await waitFor(() => expect(dialog.onClose).toHaveBeenCalled())
    expect(
      dialog.run.mock.calls.map(([input]) => ('service' in input.action ? input.action.service : '')),
    ).toEqual(['api', 'web', 'web'])
  })
})

describe('changing the image', () => {
  it('refuses what is no reference', async () => {
    open([
      {
        kind: 'service.image',
        service: 'web',
        image: 'nginx:1.27@sha256:abc',
        from: 'nginx:1.27@sha256:abc',
      },
    ])
    const field = screen.getByRole('textbox', { name: 'Image' })
    expect(field).toHaveValue('nginx:1.27')
    await userEvent.clear(field)
    await userEvent.type(field, 'a b')
    expect(await screen.findByText(/An image reads/)).toBeVisible()
  })
})
