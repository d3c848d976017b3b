import type { Aws } from '../../../aws/clients.ts';
import type { Stack } from '../../../aws/stacks/stacks.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { overlay, said } from './overlay.ts';

const KEY = 'nodeGroups';

interface OwnGroup {
  readonly name: string;
  readonly minSize: number | undefined;
  readonly maxSize: number | undefined;
}

/** The node groups that eksctl makes without EKS, as their stacks and Auto Scaling groups are. */
export async function ownGroups(
  aws: Aws,
  stacks: readonly Stack[],
  wanted: Fields,
): Promise<Fields[]> {
  const own = stacks.filter(
    ({ tags }) => tags.get('alpha.eksctl.io/nodegroup-type') === 'unmanaged',
  );
  const groups = await Promise.all(own.map((stack) => groupOf(aws, stack)));
  const there = new Map(groups.map((group) => [group.name, group]));
  return itemsAsTheyAre(listAt(wanted, KEY), there, ({ name, minSize, maxSize }, item) => {
    const base = item ?? { name };
    const sizes = Object.entries({ minSize, maxSize });
    return overlay(base, said(base, sizes), [KEY, `[${name}]`]);
  });
}

async function groupOf(aws: Aws, { name: StackName, tags }: Stack): Promise<OwnGroup> {
  const name = tags.get('alpha.eksctl.io/nodegroup-name') ?? '';
  const cloudformation = await aws.cloudformation();
  const { StackResourceDetail } = await cloudformation.describeStackResource({
    StackName,
    LogicalResourceId: 'NodeGroup',
  });
  const group = StackResourceDetail?.PhysicalResourceId;
  if (!group) return { name, minSize: undefined, maxSize: undefined };
  const autoscaling = await aws.autoscaling();
  const { AutoScalingGroups: [found] = [] } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [group],
  });
  return { name, minSize: found?.MinSize, maxSize: found?.MaxSize };
}
