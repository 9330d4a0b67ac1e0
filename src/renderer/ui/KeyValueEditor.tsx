// Edits a list of key and value pairs: labels, environment, driver options.
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import classes from './KeyValueEditor.module.css'

export interface KeyValue {
  readonly key: string
  readonly value: string
}
export interface KeyValueEditorProps {
  readonly pairs: readonly KeyValue[]
  readonly onChange: (pairs: readonly KeyValue[]) => void
  /** What one pair is, as in `label`: for the button and the fields' names. */
  readonly noun: string
  /** The error of a pair's key or value, by its index. */
  readonly errors?: Readonly<Record<number, { readonly key?: string; readonly value?: string } | undefined>>
  readonly disabled?: boolean
  readonly keyPlaceholder?: string
  readonly valuePlaceholder?: string
}

/** One line a pair, each removable, and a button for the next one. */
export function KeyValueEditor({
  pairs,
  onChange,
  noun,
  errors = {},
  disabled = false,
  keyPlaceholder = 'key',
  valuePlaceholder = 'value',
}: KeyValueEditorProps) {
  const replace = (index: number, change: Partial<KeyValue>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)))
  return (
    <div className={classes.editor} role="group" aria-label={`${noun}s`}>
      {pairs.map((pair, index) => (
        <div key={index} className={classes.pair}>
          <TextInput
            className={classes.field}
            aria-label={`Key of ${noun} ${index + 1}`}
            placeholder={keyPlaceholder}
            value={pair.key}
            error={errors[index]?.key}
            disabled={disabled}
            onChange={(event) => replace(index, { key: event.currentTarget.value })}
            classNames={{ input: classes.mono ?? '' }}
          />
          <span className={classes.equals} aria-hidden="true">
            =
          </span>
          <TextInput
            className={classes.field}
            aria-label={`Value of ${noun} ${index + 1}`}
            placeholder={valuePlaceholder}
            value={pair.value}
            error={errors[index]?.value}
            disabled={disabled}
            onChange={(event) => replace(index, { value: event.currentTarget.value })}
            classNames={{ input: classes.mono ?? '' }}
          />
          <ActionIcon
            aria-label={`Remove ${noun} ${pair.key === '' ? index + 1 : pair.key}`}
            disabled={disabled}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          disabled={disabled}
          leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
          onClick={() => onChange([...pairs, { key: '', value: '' }])}
        >
          Add {noun}
        </Button>
      </div>
    </div>
  )
}
