import type { Nodegroup } from '@aws-sdk/client-eks';
import type { Aws } from './clients.ts';

/** An Auto Scaling group of a managed node group. */
export interface ScalingGroup {
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Its instances, those that come or go among them. */
  readonly instances: number;
  readonly inService: number;
}

/** The Auto Scaling groups behind a managed node group. */
export async function scalingGroupsOf(
  aws: Aws,
  { resources }: Pick<Nodegroup, 'resources'>,
): Promise<ScalingGroup[]> {
  const names = (resources?.autoScalingGroups ?? []).flatMap(({ name }) => name ?? []);
  if (names.length === 0) return [];
  const autoscaling = await aws.autoscaling();
  const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: names,
  });
  return AutoScalingGroups.map(
    ({ AutoScalingGroupName: name = '', Tags = [], Instances = [] }) => ({
      name,
      tags: new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
      instances: Instances.length,
      inService: Instances.filter(({ LifecycleState }) => LifecycleState === 'InService').length,
    }),
  );
}
