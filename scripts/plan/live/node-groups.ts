import type { Nodegroup } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { nodeGroupsOf } from '../../../aws/node-groups.ts';
import { effectOfEks } from '../../../aws/taint-effects.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay, said } from './overlay.ts';
import { clusterTags, ownTags } from './tags.ts';

const KEY = 'managedNodeGroups';

/** The node groups that EKS manages, as they are; and those whose nodes are older than the control plane. */
export async function managedGroups(
  aws: Aws,
  cluster: string,
  wanted: Fields,
): Promise<{ groups: Fields[]; nodes: readonly Nodegroup[] }> {
  const nodes = await nodeGroupsOf(aws, cluster);
  const there = new Map(nodes.map((group) => [group.nodegroupName ?? '', group]));
  const tags = clusterTags(wanted);
  return {
    nodes,
    groups: itemsAsTheyAre(listAt(wanted, KEY), there, (group, item) => asIs(group, item, tags)),
  };
}

function asIs(group: Nodegroup, item: Fields | undefined, tags: unknown): Fields {
  const wanted = item ?? { name: group.nodegroupName };
  const always: Fact[] = [
    ['labels', labels(group)],
    ['taints', taints(group)],
    ...machines(group, wanted),
    ['spot', group.capacityType === 'SPOT'],
    ['nodeRepairConfig.enabled', group.nodeRepairConfig?.enabled ?? false],
    ['updateConfig.maxUnavailable', group.updateConfig?.maxUnavailable],
    ['updateConfig.maxUnavailablePercentage', group.updateConfig?.maxUnavailablePercentage],
    ['tags', ownTags(group.tags, wanted, tags)],
    ...image(group, wanted),
  ];
  const onlyIfSaid: Fact[] = [
    ['minSize', group.scalingConfig?.minSize],
    ['maxSize', group.scalingConfig?.maxSize],
    ['releaseVersion', group.releaseVersion],
    ['launchTemplate.id', group.launchTemplate?.id],
    ['launchTemplate.version', group.launchTemplate?.version],
  ];
  return overlay(
    wanted,
    [...always, ...said(wanted, onlyIfSaid)],
    [KEY, `[${String(wanted.name)}]`],
  );
}

function labels(group: Nodegroup): Fields | undefined {
  const own = Object.entries(group.labels ?? {}).filter(
    ([key]) => !key.startsWith('alpha.eksctl.io/'),
  );
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

function taints({ taints: list = [] }: Nodegroup): Fields[] | undefined {
  if (list.length === 0) return undefined;
  return list.map(({ key, value, effect = '' }) => ({
    key,
    ...(value && { value }),
    effect: effectOfEks(effect),
  }));
}

// A launch template of one's own may say the types, and a selector chooses them.
function machines({ instanceTypes = [] }: Nodegroup, wanted: Fields): Fact[] {
  if (instanceTypes.length === 0 || wanted.instanceSelector !== undefined) return [];
  if (wanted.instanceTypes !== undefined || instanceTypes.length > 1) {
    return [['instanceTypes', instanceTypes]];
  }
  return [['instanceType', instanceTypes[0]]];
}

const families: readonly (readonly [RegExp, string])[] = [
  [/^AL2023_/, 'AmazonLinux2023'],
  [/^AL2_/, 'AmazonLinux2'],
  [/^BOTTLEROCKET_.*FIPS/, 'BottlerocketFips'],
  [/^BOTTLEROCKET_/, 'Bottlerocket'],
];

function image({ amiType }: Nodegroup, wanted: Fields): Fact[] {
  const [, family] = families.find(([pattern]) => pattern.test(amiType ?? '')) ?? [];
  if (family === undefined || wanted.ami !== undefined || wanted.launchTemplate) return [];
  return [['amiFamily', family]];
}
