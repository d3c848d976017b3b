import type { Instance } from '@aws-sdk/client-ec2';
import type { Aws } from '../../../aws/clients.ts';
import { effectOfEks } from '../../../aws/taint-effects.ts';
import { typeLabels } from '../../../checks/capacity/node-group.ts';
import { sizeOf } from '../../../control-plane/eks-nodes.ts';
import type { NodeAddress, NodeShape } from '../../../control-plane/nodes.ts';
import { EBS_ZONE } from '../../../control-plane/volumes.ts';
import { knownKubernetes, minorOf } from '../../../tables/kubernetes.ts';
import type { WishedNodeGroup } from './wished.ts';

/** A running machine of a node group, and the node that it becomes. */
export interface Machine {
  readonly id: string;
  readonly node: NodeShape;
}

/** The machines that are in service in the Auto Scaling groups of a cluster's node groups. */
export async function machinesOf(aws: Aws, groups: readonly WishedNodeGroup[]): Promise<Machine[]> {
  const byName = new Map(
    groups.flatMap((one) => (one.autoScalingGroup ? [[one.autoScalingGroup, one] as const] : [])),
  );
  if (byName.size === 0) return [];
  const autoscaling = await aws.autoscaling();
  const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [...byName.keys()],
  });
  const groupOf = new Map(
    AutoScalingGroups.flatMap(({ AutoScalingGroupName = '', Instances = [] }) =>
      Instances.filter(({ LifecycleState }) => LifecycleState === 'InService').map(
        ({ InstanceId = '' }) => [InstanceId, byName.get(AutoScalingGroupName)] as const,
      ),
    ),
  );
  if (groupOf.size === 0) return [];
  const ec2 = await aws.ec2();
  const { Reservations = [] } = await ec2.describeInstances({ InstanceIds: [...groupOf.keys()] });
  return Reservations.flatMap(({ Instances = [] }) => Instances).flatMap((instance) => {
    const group = groupOf.get(instance.InstanceId ?? '');
    return group && instance.State?.Name === 'running' ? (machine(instance, group) ?? []) : [];
  });
}

function machine(instance: Instance, group: WishedNodeGroup): Machine | undefined {
  const { InstanceId: id = '', InstanceType = '', PrivateDnsName: name = '', Placement } = instance;
  const zone = Placement?.AvailabilityZone ?? '';
  const size = sizeOf(InstanceType);
  if (!size) return undefined;
  const minor = knownKubernetes(group.version);
  return {
    id,
    node: {
      name,
      instanceType: InstanceType,
      zone,
      ...size,
      nodeGroup: group.name,
      providerID: `aws:///${zone}/${id}`,
      addresses: addressesOf(instance, name),
      ...(group.diskSize && { ephemeralStorage: `${group.diskSize}Gi` }),
      ...(minor && { kubeletVersion: `v${minorOf(minor).release}` }),
      labels: {
        ...typeLabels(InstanceType),
        'eks.amazonaws.com/capacityType': group.capacityType,
        [EBS_ZONE]: zone,
        ...group.labels,
      },
      taints: group.taints.map((taint) => ({ ...taint, effect: effectOfEks(taint.effect) })),
    },
  };
}

function addressesOf({ PrivateIpAddress, PublicIpAddress }: Instance, name: string): NodeAddress[] {
  return [
    ...(PrivateIpAddress ? [{ type: 'InternalIP', address: PrivateIpAddress } as const] : []),
    // Others lead nowhere on this computer.
    ...(PublicIpAddress?.startsWith('127.')
      ? [{ type: 'ExternalIP', address: PublicIpAddress } as const]
      : []),
    { type: 'Hostname', address: name },
    { type: 'InternalDNS', address: name },
    // The API server goes by this one to the node's kubelet.
    { type: 'ExternalDNS', address: 'localhost' },
  ];
}
