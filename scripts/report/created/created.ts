import { billedOf, zonesOf } from '../../../checks/capacity/billed.ts';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import type { Subject } from '../../../checks/check.ts';
import { at, fields, list, text } from '../../../checks/values.ts';
import { NODE_GROUP } from '../../../eksctl/node-group.ts';

/** What there is of a cluster on AWS, besides what lets others in. */
export interface Created {
  readonly region: string;
  readonly kubernetes: string;
  readonly vpc: {
    /** Its id where it was there before; otherwise eksctl makes it. */
    readonly id?: string;
    readonly cidr: string;
  };
  readonly zones: readonly Zone[];
  readonly nodes: Nodes;
  /** GiB on volumes. */
  readonly volumes: number;
}

interface Nodes {
  readonly group: string;
  readonly type: string;
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  /** Whether the Internet could reach them. */
  readonly arePublic: boolean;
  /** The one zone that all of them are in, where it is one. */
  readonly zone?: string;
}

export interface Zone {
  /** `us-west-2a`, or `zone 1` where eksctl chooses. */
  readonly name: string;
  readonly subnets: readonly Subnet[];
}

export interface Subnet {
  readonly kind: 'public' | 'private';
  /** Its id where it was there before. */
  readonly id?: string;
  /** How many nodes it has to begin with. */
  readonly nodes: number;
  readonly hasNatGateway: boolean;
}

/** What eksctl and EKS make on AWS, as the ClusterConfig says; nothing where there is none. */
export function createdOf(subject: Subject): Created | undefined {
  const cluster = subject.clusterConfig?.object;
  const group = nodeGroupOf(subject);
  if (!cluster || !group) return undefined;
  const { vpc, metadata, managedNodeGroups } = fields(cluster);
  const id = text(at(vpc, 'id'));
  const written = list(managedNodeGroups)[0];
  const { natGateways, nodesArePublic, volumeGib } = billedOf(subject);
  const zones = zonesIn(subject);
  const nodeKind = nodesArePublic ? 'public' : 'private';
  const named = list(at(written, 'availabilityZones')).map(String);
  const nodeZones = zones.filter(({ name, subnets }) =>
    named.length > 0 ? named.includes(name) : subnets.some(({ kind }) => kind === nodeKind),
  );
  const { min, desired, max, instanceType } = group;
  const [onlyZone, ...others] = nodeZones;
  return {
    region: text(at(metadata, 'region')) ?? '?',
    kubernetes: subject.minor,
    vpc: {
      ...(id !== undefined && { id }),
      cidr: text(at(vpc, 'cidr')) ?? subject.config?.vpc.cidr ?? '',
    },
    zones: zones.map(({ name, subnets }, index) => ({
      name,
      subnets: subnets.map((subnet) => ({
        ...subnet,
        nodes: subnet.kind === nodeKind ? shareOf(desired, name, nodeZones) : 0,
        hasNatGateway: subnet.kind === 'public' && index < natGateways,
      })),
    })),
    nodes: {
      group: text(at(written, 'name')) ?? NODE_GROUP,
      type: instanceType,
      min,
      desired,
      max,
      arePublic: nodesArePublic,
      ...(onlyZone && others.length === 0 && { zone: onlyZone.name }),
    },
    volumes: volumeGib,
  };
}

interface EmptyZone {
  readonly name: string;
  readonly subnets: readonly Pick<Subnet, 'kind' | 'id'>[];
}

function zonesIn(subject: Subject): EmptyZone[] {
  const cluster = subject.clusterConfig?.object;
  const there = fields(at(cluster, 'vpc', 'subnets'));
  const existing = new Set([there.public, there.private].flatMap((by) => Object.keys(fields(by))));
  if (existing.size > 0) {
    return [...existing].sort().map((name) => ({
      name,
      subnets: (['public', 'private'] as const).flatMap((kind) => {
        const subnet = at(there[kind], name);
        return subnet === undefined ? [] : [{ kind, id: text(at(subnet, 'id')) }];
      }),
    }));
  }
  const named = list(cluster?.availabilityZones).map(String);
  const names =
    named.length > 0
      ? named
      : Array.from({ length: zonesOf(subject) }, (_, index) => `zone ${index + 1}`);
  return names.map((name) => ({ name, subnets: [{ kind: 'public' }, { kind: 'private' }] }));
}

// An Auto Scaling group keeps its zones even.
function shareOf(desired: number, zone: string, zones: readonly EmptyZone[]): number {
  const index = zones.findIndex(({ name }) => name === zone);
  if (index < 0) return 0;
  return Math.ceil((desired - index) / zones.length);
}
