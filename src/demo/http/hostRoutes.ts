// What the engine answers about the one machine it runs on: containers, images, volumes, disk use.
import type { DemoTask } from '../objects.ts'
import { hash32 } from '../random.ts'
import type { Cluster } from '../swarm/cluster.ts'
import { isTrue } from './readRoutes.ts'
import type { Route } from './router.ts'
import { ownNode } from './views.ts'

export const hostRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/containers/json',
    handle: ({ simulation, query }) => ({ json: containers(simulation.cluster, isTrue(query.get('all'))) }),
  },
  { method: 'GET', path: '/images/json', handle: ({ simulation }) => ({ json: images(simulation.cluster) }) },
  {
    method: 'GET',
    path: '/volumes',
    handle: ({ simulation }) => ({ json: { Volumes: volumes(simulation.cluster), Warnings: null } }),
  },
  { method: 'GET', path: '/system/df', handle: ({ simulation }) => ({ json: diskUse(simulation.cluster) }) },
]

function own(cluster: Cluster): DemoTask[] {
  return [...cluster.tasksOn(ownNode(cluster)?.ID ?? '')].filter((task) => task.containerId !== null)
}

function containers(cluster: Cluster, all: boolean): object[] {
  return own(cluster)
    .filter((task) => all || task.state === 'running')
    .map((task) => {
      const service = cluster.services.get(task.serviceId)
      const name = `${service?.Spec.Name ?? task.serviceId}.${task.slotKey}.${task.id}`
      const minutes = Math.max(1, Math.round((cluster.clock.now() - task.createdMs) / 60_000))
      return {
        Id: task.containerId,
        Names: [`/${name}`],
        Image: task.spec.ContainerSpec?.Image ?? '',
        ImageID: imageId(task.spec.ContainerSpec?.Image ?? ''),
        Command: 'docker-entrypoint.sh',
        Created: Math.floor(task.createdMs / 1000),
        Ports: [],
        Labels: {
          'com.docker.swarm.node.id': task.nodeId ?? '',
          'com.docker.swarm.service.id': task.serviceId,
          'com.docker.swarm.service.name': service?.Spec.Name ?? '',
          'com.docker.swarm.task': '',
          'com.docker.swarm.task.id': task.id,
          'com.docker.swarm.task.name': name,
        },
        State: task.state === 'running' ? 'running' : 'exited',
        Status: task.state === 'running' ? `Up ${minutes} minutes` : `Exited (${task.exitCode})`,
        HostConfig: { NetworkMode: 'default' },
        NetworkSettings: { Networks: {} },
        Mounts: [],
      }
    })
}

function images(cluster: Cluster): object[] {
  const names = new Set(own(cluster).map((task) => task.spec.ContainerSpec?.Image ?? ''))
  return [...names].map((name) => {
    const [tagged = '', digest] = name.split('@')
    const repository = tagged.replace(/:[^/:]*$/, '')
    return {
      Containers: -1,
      Created: Math.floor(Date.parse(cluster.createdAt) / 1000),
      Id: imageId(name),
      Labels: null,
      ParentId: '',
      RepoDigests: digest ? [`${repository}@${digest}`] : [],
      RepoTags: [tagged],
      SharedSize: -1,
      Size: 20_000_000 + (hash32(name, 1) % 180_000_000),
    }
  })
}

function volumes(cluster: Cluster): object[] {
  const names = new Set<string>()
  for (const task of own(cluster)) {
    const mounts = task.spec.ContainerSpec?.['Mounts']
    for (const mount of Array.isArray(mounts) ? mounts : []) {
      const known: unknown = mount
      if (typeof known !== 'object' || known === null || !('Type' in known) || known.Type !== 'volume')
        continue
      if ('Source' in known && typeof known.Source === 'string') names.add(known.Source)
    }
  }
  return [...names].map((Name) => ({
    CreatedAt: cluster.createdAt,
    Driver: 'local',
    Labels: null,
    Mountpoint: `/var/lib/docker/volumes/${Name}/_data`,
    Name,
    Options: null,
    Scope: 'local',
  }))
}

function diskUse(cluster: Cluster): object {
  const present = images(cluster)
  return {
    LayersSize: present.length * 90_000_000,
    Images: present,
    Containers: containers(cluster, true),
    Volumes: volumes(cluster).map((volume) => ({ ...volume, UsageData: { RefCount: 1, Size: 48_000_000 } })),
    BuildCache: [],
  }
}

function imageId(name: string): string {
  return `sha256:${[1, 2, 3, 4, 5, 6, 7, 8].map((salt) => hash32(name, salt).toString(16).padStart(8, '0')).join('')}`
}
