import type { Subject } from '../check.ts';
import { parseBytes, GIBIBYTE } from './quantities.ts';
import { at, fields, list } from '../values.ts';
import { type LoadBalancer, loadBalancersOf } from './load-balancers.ts';
import { appliedObjects, numberOf } from './values.ts';

/** What AWS bills a cluster for besides its nodes. */
export interface Billed {
  readonly natGateways: number;
  readonly networkLoadBalancers: number;
  readonly applicationLoadBalancers: number;
  readonly classicLoadBalancers: number;
  /** Public addresses that don't come with a node. */
  readonly publicAddresses: number;
  readonly nodesArePublic: boolean;
  readonly volumeGib: number;
  readonly nodeDiskGib: number;
  readonly spot: boolean;
}

// eksctl's own defaults: a single NAT gateway, three zones, disks of 80 GiB.
const DEFAULT_ZONES = 3;
const DEFAULT_NODE_DISK_GIB = 80;

/** Counts what AWS bills for, from the ClusterConfig and the manifests. */
export function billedOf(subject: Subject): Billed {
  const cluster = subject.clusterConfig?.object;
  const group = groupOf(subject);
  const zones = zonesOf(subject);
  const nat = natGateways(cluster, zones);
  const balancers = loadBalancersOf(subject);
  const facing = balancers.filter(({ internal }) => !internal).length;
  const count = (kind: LoadBalancer['kind']) => balancers.filter((one) => one.kind === kind).length;
  return {
    natGateways: nat,
    networkLoadBalancers: count('network'),
    applicationLoadBalancers: count('application'),
    classicLoadBalancers: count('classic'),
    // A load balancer has one in each zone.
    publicAddresses: nat + facing * zones,
    nodesArePublic: cluster !== undefined && group.privateNetworking !== true,
    volumeGib: volumeGib(subject),
    nodeDiskGib: numberOf(group.volumeSize) ?? DEFAULT_NODE_DISK_GIB,
    spot: group.spot === true,
  };
}

// A group with a launch template says less of itself than the cluster file does.
function groupOf({ clusterConfig, config }: Subject) {
  const group = fields(list(clusterConfig?.object.managedNodeGroups)[0]);
  if (!config) return group;
  const { nodes, network } = config;
  return {
    ...group,
    volumeSize: nodes.volumeSize,
    privateNetworking: network === 'private',
    spot: nodes.spot,
  };
}

/** In how many zones a cluster is. */
export function zonesOf({ clusterConfig }: Subject): number {
  const cluster = clusterConfig?.object;
  const existing = Object.keys(fields(at(cluster, 'vpc', 'subnets', 'public'))).length;
  return list(cluster?.availabilityZones).length || existing || DEFAULT_ZONES;
}

function natGateways(cluster: unknown, zones: number): number {
  if (cluster === undefined || at(cluster, 'vpc', 'id') !== undefined) return 0;
  switch (at(cluster, 'vpc', 'nat', 'gateway')) {
    case 'Disable':
      return 0;
    case 'HighlyAvailable':
      return zones;
    default:
      return 1;
  }
}

function volumeGib(subject: Subject): number {
  const bytes = appliedObjects(subject).reduce((total, { object: { kind, spec } }) => {
    if (kind === 'PersistentVolumeClaim') return total + storage(spec);
    if (kind !== 'StatefulSet') return total;
    const { replicas, volumeClaimTemplates } = fields(spec);
    const each = list(volumeClaimTemplates)
      .map((template) => storage(fields(template).spec))
      .reduce((a, b) => a + b, 0);
    return total + each * (numberOf(replicas) ?? 1);
  }, 0);
  return bytes / GIBIBYTE;
}

function storage(claim: unknown): number {
  return parseBytes(at(claim, 'resources', 'requests', 'storage')) ?? 0;
}
