import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { findCluster, isUsable } from '../../aws/find-cluster.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { hasProvider } from '../../aws/oidc-provider.ts';
import { scalingGroupsOf } from '../../aws/scaling-groups.ts';
import { readRetention } from '../../aws/unfinished/log-retention.ts';
import type { Finish } from '../../aws/unfinished/unfinished.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';
import { EKSCTL_TAG } from '../../eksctl/stack-names.ts';
import { type Stack, stacksOf } from '../../aws/stacks/stacks.ts';
import { readAddons } from '../../aws/addons/addons.ts';
import type { AccessEntry } from '../../aws/access/access-entry.ts';
import { readEntries } from '../../aws/access/read-entries.ts';

/** What there is of a cluster already. */
export interface Made extends Finish {
  readonly cluster?: Cluster;
  readonly stacks: readonly Stack[];
  readonly nodeGroups: readonly string[];
  readonly entries: readonly AccessEntry[];
  readonly hasProvider: boolean;
}

/** Reads what an earlier run, or an earlier day, has left to go on from. */
export async function readMade(aws: Aws, name: string): Promise<Made> {
  const [cluster, stacks] = await Promise.all([findCluster(aws, name), stacksOf(aws, name)]);
  const none = {
    nodeGroups: [],
    entries: [],
    hasProvider: false,
    addons: [],
    scalingGroups: [],
  };
  const made = {
    ...none,
    stacks: stacks.filter(({ tags }) => tags.get(EKSCTL_TAG) === name),
    ...(cluster && { cluster }),
  };
  if (!cluster || !isUsable(cluster)) return made;
  const [nodeGroups, addons, entries, provider, retention] = await Promise.all([
    nodeGroupsOf(aws, name),
    readAddons(aws, name, cluster.version ?? '', false, []),
    readEntries(aws, name),
    hasProvider(aws, cluster),
    readRetention(aws, name),
  ]);
  const own = nodeGroups.find(({ nodegroupName }) => nodegroupName === NODE_GROUP);
  return {
    ...made,
    nodeGroups: nodeGroups.map(({ nodegroupName }) => nodegroupName ?? ''),
    entries,
    hasProvider: provider,
    // EKS lists those that could not be made, too.
    addons: addons.filter(({ status }) => status !== 'CREATE_FAILED'),
    scalingGroups: own ? await scalingGroupsOf(aws, own) : [],
    ...(retention !== undefined && { retention }),
  };
}
