import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Aws } from '../../../aws/clients.ts';
import { discoveryTags } from '../../../checks/autoscaler/discovery-tags.ts';

/** An Auto Scaling group that an autoscaler may resize. */
export interface Group {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly instances: readonly string[];
  readonly instanceType: string;
}

/** The groups that an autoscaler finds by the tags in its own command. */
export async function discoveredGroups(aws: Aws, words: readonly string[]): Promise<Group[]> {
  const tags = words.map(discoveryTags).find(({ length }) => length > 0);
  if (!tags) return [];
  const autoscaling = await aws.autoscaling();
  const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({});
  return AutoScalingGroups.filter(({ Tags = [] }) =>
    tags.every(([key, value]) =>
      Tags.some(({ Key, Value }) => Key === key && (value === undefined || Value === value)),
    ),
  ).map(asGroup);
}

function asGroup({
  AutoScalingGroupName: name = '',
  MinSize: min = 0,
  MaxSize: max = 0,
  DesiredCapacity: desired = 0,
  Instances = [],
}: AutoScalingGroup): Group {
  const inService = Instances.filter(({ LifecycleState }) => LifecycleState === 'InService');
  return {
    name,
    min,
    max,
    desired,
    instances: inService.flatMap(({ InstanceId }) => InstanceId ?? []),
    instanceType: inService[0]?.InstanceType ?? '',
  };
}
