import { allocatableOf } from '../checks/capacity/allocatable.ts';
import { nodeGroupOf, type NodeGroup } from '../checks/capacity/node-group.ts';
import { formatCpu, formatMemory } from '../checks/capacity/quantities.ts';
import type { Subject } from '../checks/check.ts';
import { clusterZones, nodeZone } from '../config/zones.ts';
import { NODE_GROUP } from '../eksctl/node-group.ts';
import { findInstanceType } from '../tables/instance-types.ts';
import { usualZones } from '../tables/regions.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import type { NodeShape } from './nodes.ts';
import { EBS_ZONE } from './volumes.ts';

/** The shapes of the first `count` nodes of a cluster's node group, spread over its zones as EC2 does it. */
export function nodeShapes(subject: Subject, count?: number): NodeShape[] {
  const group = nodeGroupOf(subject);
  if (!group)
    throw new ControlPlaneError('There must be one node group, of a known instance type.');
  return Array.from({ length: count ?? group.desired }, (_, index) =>
    nodeShape(subject, group, index),
  );
}

/** How many volumes the cloud attaches to a node. */
export function mostVolumes({ instanceType }: NodeShape): number {
  return allocatableOf(instanceType)?.volumes ?? 1;
}

/** How much a node of an instance type has, for pods and in all; undefined for a type that isn't in the table. */
export function sizeOf(
  instanceType: string,
): Pick<NodeShape, 'cpu' | 'memory' | 'maxPods' | 'capacity'> | undefined {
  const type = findInstanceType(instanceType);
  const each = allocatableOf(instanceType);
  if (!type || !each) return undefined;
  return {
    cpu: formatCpu(each.cpu),
    memory: formatMemory(each.memory),
    maxPods: each.pods,
    capacity: { cpu: `${type.vcpu}`, memory: `${type.memoryMiB}Mi` },
  };
}

function nodeShape(subject: Subject, group: NodeGroup, index: number): NodeShape {
  const { instanceType, labels } = group;
  const zones = zonesOf(subject);
  const zone = zones[index % zones.length] ?? '';
  const size = sizeOf(instanceType);
  if (!size) throw new ControlPlaneError(`There is no instance type ${instanceType}.`);
  const { name: nodeGroup = NODE_GROUP, spot } =
    subject.clusterConfig?.object.managedNodeGroups?.[0] ?? {};
  return {
    name: `ip-192-168-${Math.floor(index / 200)}-${10 + (index % 200)}.ec2.internal`,
    instanceType,
    zone,
    ...size,
    nodeGroup,
    labels: {
      'alpha.eksctl.io/nodegroup-name': nodeGroup,
      'eks.amazonaws.com/capacityType': spot ? 'SPOT' : 'ON_DEMAND',
      ...labels,
      [EBS_ZONE]: zone,
    },
  };
}

function zonesOf({ config, clusterConfig }: Subject): readonly string[] {
  const cluster = clusterConfig?.object;
  const region = config?.region ?? cluster?.metadata.region ?? 'us-west-2';
  const one = config && nodeZone(config);
  const { public: publicSubnets, private: privateSubnets } = cluster?.vpc?.subnets ?? {};
  const choices: (readonly string[] | undefined)[] = [
    cluster?.managedNodeGroups?.[0]?.availabilityZones,
    one ? [one] : undefined,
    cluster?.availabilityZones ?? (config && clusterZones(config)),
    Object.keys(publicSubnets ?? privateSubnets ?? {}),
    usualZones(region),
  ];
  return choices.find((zones) => zones && zones.length > 0) ?? [`${region}a`, `${region}b`];
}
