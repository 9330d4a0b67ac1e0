// What the simulated engine says of itself: GET /version, /info and /swarm.
import { engineVersion, tlsInfo } from '../seed/nodes.ts'
import type { Cluster } from '../swarm/cluster.ts'
import { ownNode } from './views.ts'

export const newestApi = '1.51'
export const oldestApi = '1.24'
const kernel = '6.12.48'
const built = '2025-11-05T14:27:12.000000000+00:00'

export function versionView(): object {
  const details = {
    ApiVersion: newestApi,
    Arch: 'amd64',
    BuildTime: built,
    Experimental: 'false',
    GitCommit: 'demo',
    GoVersion: 'go1.24.9',
    KernelVersion: kernel,
    MinAPIVersion: oldestApi,
    Os: 'linux',
  }
  return {
    Platform: { Name: 'Swarmdeck demo (simulated)' },
    Components: [{ Name: 'Engine', Version: engineVersion, Details: details }],
    Version: engineVersion,
    ApiVersion: newestApi,
    MinAPIVersion: oldestApi,
    GitCommit: 'demo',
    GoVersion: 'go1.24.9',
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: kernel,
    BuildTime: built,
  }
}

/** GET /swarm without the join tokens is what /info shows as Cluster. */
export function swarmView(cluster: Cluster, withTokens: boolean): object {
  const view = {
    ID: cluster.id,
    Version: { Index: 10 },
    CreatedAt: cluster.createdAt,
    UpdatedAt: cluster.createdAt,
    Spec: {
      Name: 'default',
      Labels: { 'swarmdeck.demo': 'true' },
      Orchestration: { TaskHistoryRetentionLimit: 5 },
      Raft: {
        SnapshotInterval: 10000,
        KeepOldSnapshots: 0,
        LogEntriesForSlowFollowers: 500,
        ElectionTick: 10,
        HeartbeatTick: 1,
      },
      Dispatcher: { HeartbeatPeriod: 5e9 },
      CAConfig: { NodeCertExpiry: 7776e12 },
      TaskDefaults: {},
      EncryptionConfig: { AutoLockManagers: false },
    },
    TLSInfo: tlsInfo,
    RootRotationInProgress: false,
    DefaultAddrPool: ['10.0.0.0/8'],
    SubnetSize: 24,
    DataPathPort: 4789,
  }
  if (!withTokens) return view
  const token = `SWMTKN-1-${cluster.id.repeat(2)}-`
  return {
    ...view,
    JoinTokens: { Worker: `${token}demoworkertoken0000000000`, Manager: `${token}demomanagertoken000000000` },
  }
}

export function infoView(cluster: Cluster): object {
  const own = ownNode(cluster)
  const managers = [...cluster.nodes.values()].filter((node) => node.ManagerStatus)
  const containers = [...cluster.tasksOn(own?.ID ?? '')].filter((task) => task.containerId !== null)
  const running = containers.filter((task) => task.state === 'running').length
  return {
    ID: 'demo-engine',
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: 0,
    ContainersStopped: containers.length - running,
    Images: new Set(containers.map((task) => task.spec.ContainerSpec?.Image)).size,
    Driver: 'overlay2',
    DriverStatus: [['Backing Filesystem', 'extfs']],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
      Authorization: null,
      Log: ['json-file', 'local', 'journald'],
    },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    NFd: 42,
    OomKillDisable: false,
    NGoroutines: 174,
    SystemTime: cluster.clock.stamp(),
    LoggingDriver: 'json-file',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    NEventsListener: 0,
    KernelVersion: kernel,
    OperatingSystem: 'Swarmdeck demo (simulated)',
    OSVersion: '1',
    OSType: 'linux',
    Architecture: 'x86_64',
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: { InsecureRegistryCIDRs: ['127.0.0.0/8'], IndexConfigs: {}, Mirrors: [] },
    NCPU: (own?.Description.Resources.NanoCPUs ?? 0) / 1e9,
    MemTotal: own?.Description.Resources.MemoryBytes ?? 0,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: own?.Description.Hostname ?? 'demo-node1',
    Labels: ['swarmdeck.demo=true'],
    ExperimentalBuild: false,
    ServerVersion: engineVersion,
    Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: own?.ID ?? '',
      NodeAddr: own?.Status.Addr ?? '',
      LocalNodeState: 'active',
      ControlAvailable: true,
      Error: '',
      RemoteManagers: managers.map((node) => ({ NodeID: node.ID, Addr: node.ManagerStatus?.Addr ?? '' })),
      Nodes: cluster.nodes.size,
      Managers: managers.length,
      Cluster: swarmView(cluster, false),
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
    Warnings: null,
  }
}
