import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../aws/clients.ts';
import { findCluster } from '../aws/find-cluster.ts';
import { EKSCTL_TAG } from '../stacks/names.ts';
import { type Stack, stacksOf } from '../stacks/stacks.ts';

/** What there is of a cluster already. */
export interface Made {
  readonly cluster?: Cluster;
  readonly stacks: readonly Stack[];
  readonly nodeGroups: readonly string[];
  readonly addons: readonly string[];
  /** Who has an access entry. */
  readonly principals: readonly string[];
  readonly hasProvider: boolean;
}

/** Reads what an earlier run, or an earlier day, has left to go on from. */
export async function readMade(aws: Aws, name: string): Promise<Made> {
  const [cluster, stacks] = await Promise.all([findCluster(aws, name), stacksOf(aws, name)]);
  const none = { nodeGroups: [], addons: [], principals: [], hasProvider: false };
  const made = {
    ...none,
    stacks: stacks.filter(({ tags }) => tags.get(EKSCTL_TAG) === name),
    ...(cluster && { cluster }),
  };
  if (!cluster || !isUsable(cluster)) return made;
  const eks = await aws.eks();
  const clusterName = name;
  const nodeGroups: string[] = [];
  for await (const page of eks.paginateListNodegroups({ clusterName })) {
    nodeGroups.push(...(page.nodegroups ?? []));
  }
  const addons: string[] = [];
  for await (const page of eks.paginateListAddons({ clusterName })) {
    addons.push(...(page.addons ?? []));
  }
  const principals: string[] = [];
  for await (const page of eks.paginateListAccessEntries({ clusterName })) {
    principals.push(...(page.accessEntries ?? []));
  }
  return { ...made, nodeGroups, addons, principals, hasProvider: await hasProvider(aws, cluster) };
}

/** Whether a cluster can be worked with. */
export function isUsable({ status }: Cluster): boolean {
  return status === 'ACTIVE' || status === 'UPDATING';
}

async function hasProvider(aws: Aws, { identity }: Cluster): Promise<boolean> {
  const host = identity?.oidc?.issuer?.replace('https://', '');
  const iam = await aws.iam();
  const { OpenIDConnectProviderList = [] } = await iam.listOpenIDConnectProviders({});
  return (
    host !== undefined && OpenIDConnectProviderList.some(({ Arn }) => Arn?.endsWith(`/${host}`))
  );
}
