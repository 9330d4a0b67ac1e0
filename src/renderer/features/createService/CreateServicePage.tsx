// A new service: the form, what would follow, the docker command, and the button.
import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { commandLine } from '../../../shared/commandLine.ts'
import type { ServiceDraft } from '../../../shared/model/serviceSpec.ts'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useCluster } from '../../api/cluster.ts'
import { errorData } from '../../api/followStream.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { DetailHead } from '../../ui/DetailHead.tsx'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { BasicsSection } from './BasicsSection.tsx'
import { emptyForm, toDraft, type FormValues } from './formValues.ts'
import { MountsSection } from './MountsSection.tsx'
import { EnvironmentSection, LabelsSection } from './PairsSection.tsx'
import { NetworksSection, PlacementSection, ResourcesSection } from './PlacementSection.tsx'
import { HealthSection, RestartSection, RollbackSection, UpdateSection } from './PolicySections.tsx'
import { PortsSection } from './PortsSection.tsx'
import classes from './CreateServicePage.module.css'

export function CreateServicePage() {
  const { connection, networks, nodes, services, live } = useCluster()
  const client = useClient()
  const navigate = useNavigate()
  const form = useForm<FormValues>({
    initialValues: emptyForm,
    validate: (values) => {
      const result = toDraft(values)
      return 'errors' in result ? result.errors : {}
    },
    validateInputOnBlur: true,
  })
  const draft = useMemo(() => {
    const result = toDraft(form.values)
    return 'draft' in result ? result.draft : null
  }, [form.values])
  const [steady] = useDebouncedValue(draft, 300)
  const preview = useQuery({
    queryKey: ['preview', connection.id, steady],
    enabled: steady !== null && live,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      if (steady === null) throw new Error('Nothing to preview.')
      return client.actions.preview(
        { connectionId: connection.id, action: { kind: 'service.create', draft: steady } },
        { signal },
      )
    },
  })
  const create = useMutation({
    mutationFn: (asked: ServiceDraft) =>
      client.actions.run({ connectionId: connection.id, action: { kind: 'service.create', draft: asked } }),
    onSuccess: (_, asked) => void navigate(address.service(connection.id, asked.name)),
    // Taken by someone else since the list was read: told at the field too.
    onError: (error) => {
      const { field, message } = errorData(error)
      if (field === 'draft.name') form.setFieldError('name', message)
    },
  })
  const reason = connection.readOnly
    ? 'This connection is read-only.'
    : live
      ? null
      : 'The link to this cluster is down.'
  const taken = services.some((each) => each.name === form.values.name.trim())
  const submit = form.onSubmit(
    () => {
      if (taken) form.setFieldError('name', `There is a service ${form.values.name.trim()} already.`)
      else if (draft !== null && reason === null) create.mutate(draft)
    },
    // The first refused field gets the focus, so that nobody has to look for it.
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  )

  return (
    <form className={classes.page} data-fill onSubmit={submit} noValidate aria-label="New service">
      <div className={classes.scroll}>
        <DetailHead crumb={{ label: 'Services', to: address.services(connection.id) }} title="New service" />
        <div className={classes.grid}>
          <div className={classes.column}>
            <BasicsSection form={form} />
            <PortsSection form={form} />
            <EnvironmentSection form={form} />
            <MountsSection form={form} />
            <NetworksSection form={form} networks={networks} />
            <LabelsSection form={form} />
          </div>
          <div className={classes.column}>
            <PlacementSection form={form} nodes={nodes} />
            <ResourcesSection form={form} />
            <UpdateSection form={form} />
            <RollbackSection form={form} />
            <RestartSection form={form} />
            <HealthSection form={form} />
          </div>
        </div>
      </div>
      <footer className={classes.footer}>
        {create.error !== null && (
          <ErrorNotice title="The service was not created." error={errorData(create.error)} />
        )}
        {draft !== null && preview.data !== undefined && (
          <ul className={classes.consequences} aria-label="What will happen">
            {preview.data.consequences.map((each) => (
              <li key={each.text} className={classes.consequence}>
                <StatusGlyph status={each.tone} size={14} />
                <span>
                  <strong>{each.text}</strong> {each.detail}
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className={classes.actions}>
          <div className={classes.command}>
            {draft === null ? (
              <p className={classes.note}>The docker command appears here once the form is whole.</p>
            ) : (
              <CommandLine commands={commandLine({ kind: 'service.create', draft })} />
            )}
          </div>
          <Button variant="default" size="md" onClick={() => void navigate(address.services(connection.id))}>
            Cancel
          </Button>
          <DisabledReason reason={reason}>
            <Button type="submit" size="md" loading={create.isPending}>
              {form.values.name.trim() === '' ? 'Create service' : `Create ${form.values.name.trim()}`}
            </Button>
          </DisabledReason>
        </div>
      </footer>
    </form>
  )
}
