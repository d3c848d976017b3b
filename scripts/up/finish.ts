import type { Addon, ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { commandLine, show } from '../../aws/programs/call.ts';
import type { Roleless } from '../../aws/unfinished/addon-roles.ts';
import type { TaggedGroup, Untagged } from '../../aws/unfinished/group-tags.ts';
import type { Unlimited } from '../../aws/unfinished/log-retention.ts';
import type { Unfinished } from '../../aws/unfinished/unfinished.ts';
import { partitionOf } from '../../tables/regions.ts';
import type { Missing } from './missing-part.ts';
import { withTemporaryConfig } from './temporary-config.ts';

type Making = Pick<Missing, 'commands' | 'make'>;

/** What finishes what eksctl did not come to. */
export function finish(wanted: EksctlClusterConfig, one: Unfinished): Missing {
  return { part: one.part, what: one.what, ...making(wanted, one) };
}

function making(wanted: EksctlClusterConfig, one: Unfinished): Making {
  const region = String(wanted.metadata?.region);
  switch (one.part) {
    case 'addon roles':
      return addonRoles(wanted, one, partitionOf(region));
    case 'group tags':
      return groupTags(one, region);
    case 'log retention':
      return logRetention(one, region);
  }
}

function addonRoles(wanted: EksctlClusterConfig, { addons }: Roleless, partition: string): Making {
  const args = (path: string) => ['update', 'addon', '-f', path, '--wait'];
  const names = addons.map(({ name }) => name).join(', ');
  const config = { ...wanted, addons: addons.map((addon) => withPolicy(addon, partition)) };
  return {
    commands: [
      `${commandLine('eksctl', args('roles.yaml'))}   # the ClusterConfig with only ${names}, and the policies`,
    ],
    make: () => withTemporaryConfig(config, (path) => show('eksctl', args(path))),
  };
}

// eksctl knows the network plugin's policy when it creates it; when it updates it, it has to be told.
function withPolicy(addon: Addon, partition: string): Addon {
  if (addon.name !== 'vpc-cni') return addon;
  return { ...addon, attachPolicyARNs: [`arn:${partition}:iam::aws:policy/AmazonEKS_CNI_Policy`] };
}

function groupTags({ groups }: Untagged, region: string): Making {
  return {
    commands: groups.map((group) =>
      commandLine('aws', [
        'autoscaling',
        'create-or-update-tags',
        '--region',
        region,
        '--tags',
        ...tagsOf(group).map(inWords),
      ]),
    ),
    make: async (aws) => {
      const autoscaling = await aws.autoscaling();
      for (const group of groups) await autoscaling.createOrUpdateTags({ Tags: tagsOf(group) });
    },
  };
}

function tagsOf({ name, tags }: TaggedGroup) {
  return [...tags].map(([Key, Value]) => ({
    ResourceId: name,
    ResourceType: 'auto-scaling-group',
    Key,
    Value,
    PropagateAtLaunch: false,
  }));
}

function inWords(tag: ReturnType<typeof tagsOf>[number]): string {
  return Object.entries(tag)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

function logRetention({ group, days }: Unlimited, region: string): Making {
  return {
    commands: [
      commandLine('aws', [
        'logs',
        'put-retention-policy',
        '--region',
        region,
        '--log-group-name',
        group,
        '--retention-in-days',
        String(days),
      ]),
    ],
    make: async (aws) => {
      const logs = await aws.logs();
      await logs.putRetentionPolicy({ logGroupName: group, retentionInDays: days });
    },
  };
}
