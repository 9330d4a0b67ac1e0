// The form as its sections see it.
import type { UseFormReturnType } from '@mantine/form'
import type { FormValues } from './formValues.ts'

export type CreateForm = UseFormReturnType<FormValues>
export interface SectionProps {
  readonly form: CreateForm
}
