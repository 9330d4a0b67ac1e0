// What a service is asked to be: the fields of its spec, grouped, in words.
import { useQuery } from '@tanstack/react-query'
import type { Service } from '../../../shared/model/service.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useCluster } from '../../api/cluster.ts'
import { errorData } from '../../api/followStream.ts'
import { serviceInspectQuery } from '../../api/queries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { settingGroups } from './settingGroups.ts'
import classes from './ServicePage.module.css'

export interface ServiceSettingsProps {
  readonly connectionId: string
  readonly service: Service
}

export function ServiceSettings({ connectionId, service }: ServiceSettingsProps) {
  const query = useQuery(serviceInspectQuery(useClient(), connectionId, service.id))
  const { networks } = useCluster()
  if (query.error !== null) {
    return (
      <div className={classes.notice}>
        <ErrorNotice
          error={errorData(query.error)}
          title={`Settings of ${service.name} could not be read.`}
          onRetry={() => void query.refetch()}
        />
      </div>
    )
  }
  if (query.data === undefined) return <LoadingRows label="Reading settings" rows={6} />
  const nameOfNetwork = (target: string): string =>
    networks.find((each) => each.id === target)?.name ?? target
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Settings">
      <div className={classes.groups}>
        {settingGroups(query.data, nameOfNetwork).map((group) => (
          <section key={group.title} className={classes.group}>
            <h2>{group.title}</h2>
            <FactList
              facts={group.settings.map((setting) => ({
                label: setting.label,
                value:
                  typeof setting.value === 'string' ? (
                    setting.value
                  ) : (
                    <ul className={classes.values}>
                      {setting.value.map((line) => (
                        <li key={line} className={classes.mono}>
                          {line}
                        </li>
                      ))}
                    </ul>
                  ),
              }))}
            />
          </section>
        ))}
      </div>
    </div>
  )
}
