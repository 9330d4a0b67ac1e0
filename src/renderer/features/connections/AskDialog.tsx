// A server that asks questions (keyboard-interactive): shown as it asks them, answered or given up.
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { LinkState } from '../../../shared/model/connection.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useConnections } from '../../api/cluster.ts'
import { tellFailure } from './tellFailure.ts'
import dialog from './Dialog.module.css'

type Asking = Extract<LinkState, { state: 'asking' }>

/** Opens by itself for the first link that asks. */
export function AskDialog() {
  const { list } = useConnections()
  for (const { connection, glance } of list ?? []) {
    if (glance.link.state === 'asking') {
      return (
        <Questions
          key={glance.link.askId}
          connectionId={connection.id}
          name={connection.name}
          link={glance.link}
        />
      )
    }
  }
  return null
}

interface QuestionsProps {
  readonly connectionId: string
  readonly name: string
  readonly link: Asking
}

function Questions({ connectionId, name, link }: QuestionsProps) {
  const client = useClient()
  const [answers, setAnswers] = useState<readonly string[]>(() => link.prompts.map(() => ''))
  const [isSent, setSent] = useState(false)
  const send = (given: string[] | null) => {
    setSent(true)
    client.connections
      .answer({ id: connectionId, askId: link.askId, answers: given })
      .catch((error: unknown) => {
        setSent(false)
        tellFailure(error)
      })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send([...answers])
  }
  const change = (index: number, text: string) =>
    setAnswers(answers.map((answer, at) => (at === index ? text : answer)))
  return (
    <Modal opened={!isSent} onClose={() => send(null)} title={`${name} asks`} withCloseButton={false}>
      <form onSubmit={submit} className={dialog.form} noValidate>
        <p className={dialog.intro}>
          {link.title === ''
            ? `${link.host} wants to know more before it lets you in.`
            : `${link.host}: ${link.title}`}
        </p>
        {link.prompts.map((prompt, index) => {
          const Field = prompt.echo ? TextInput : PasswordInput
          return (
            <Field
              key={index}
              label={prompt.text}
              value={answers[index] ?? ''}
              onChange={(event) => change(index, event.currentTarget.value)}
              autoComplete="off"
              data-autofocus={index === 0 || undefined}
            />
          )
        })}
        <div className={dialog.foot}>
          <span className={dialog.note}>These answers are not kept.</span>
          <Button variant="default" size="md" onClick={() => send(null)}>
            Give up
          </Button>
          <Button type="submit" size="md">
            Answer
          </Button>
        </div>
      </form>
    </Modal>
  )
}
