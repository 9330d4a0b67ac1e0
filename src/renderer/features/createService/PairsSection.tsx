// Environment and labels: lists of name and value.
import { KeyValueEditor, type KeyValue } from '../../ui/KeyValueEditor.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { SectionProps } from './formTypes.ts'
import classes from './CreateServicePage.module.css'

export function EnvironmentSection({ form }: SectionProps) {
  const { env } = form.values
  return (
    <Panel title="Environment" count={env.length === 0 ? undefined : env.length}>
      <KeyValueEditor
        noun="variable"
        keyPlaceholder="NAME"
        pairs={env.map(({ name, value }) => ({ key: name, value }))}
        errors={errorsOf(form.errors, 'env', 'name', env.length)}
        onChange={(pairs) =>
          form.setFieldValue(
            'env',
            pairs.map(({ key, value }) => ({ name: key, value })),
          )
        }
      />
    </Panel>
  )
}

export function LabelsSection({ form }: SectionProps) {
  const { labels, containerLabels } = form.values
  return (
    <Panel title="Labels" count={labels.length + containerLabels.length || undefined}>
      <h3 className={classes.sub}>Of the service</h3>
      <KeyValueEditor
        noun="label"
        pairs={labels}
        errors={errorsOf(form.errors, 'labels', 'key', labels.length)}
        onChange={(pairs: readonly KeyValue[]) => form.setFieldValue('labels', pairs)}
      />
      <h3 className={classes.sub}>Of its containers</h3>
      <KeyValueEditor
        noun="container label"
        pairs={containerLabels}
        errors={errorsOf(form.errors, 'containerLabels', 'key', containerLabels.length)}
        onChange={(pairs: readonly KeyValue[]) => form.setFieldValue('containerLabels', pairs)}
      />
    </Panel>
  )
}

type PairErrors = Record<number, { key?: string; value?: string }>

/** The form's errors of one list as the editor wants them. */
function errorsOf(
  errors: Readonly<Record<string, unknown>>,
  list: string,
  keyField: string,
  count: number,
): PairErrors {
  const result: PairErrors = {}
  for (let index = 0; index < count; index++) {
    const key = errors[`${list}.${index}.${keyField}`] ?? errors[`${list}.${index}`]
    const value = errors[`${list}.${index}.value`]
    if (key === undefined && value === undefined) continue
    result[index] = {
      ...(typeof key === 'string' ? { key } : {}),
      ...(typeof value === 'string' ? { value } : {}),
    }
  }
  return result
}
