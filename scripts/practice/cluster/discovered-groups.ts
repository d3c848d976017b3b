import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Aws } from '../../../aws/clients.ts';

/** An Auto Scaling group that an autoscaler may resize. */
export interface Group {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly instances: readonly string[];
  readonly instanceType: string;
}

const FLAG = '--node-group-auto-discovery=asg:tag=';

/** The groups that an autoscaler finds by the tags in its own flags. */
export async function discoveredGroups(aws: Aws, flags: readonly string[]): Promise<Group[]> {
  const flag = flags.find((word) => word.startsWith(FLAG));
  if (!flag) return [];
  const tags = flag.slice(FLAG.length).split(',');
  const autoscaling = await aws.autoscaling();
  const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({});
  return AutoScalingGroups.filter(({ Tags = [] }) =>
    tags.every((tag) => Tags.some(({ Key }) => Key === tag)),
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
