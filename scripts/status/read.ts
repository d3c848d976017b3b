import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import type { Target } from '../shared/target.ts';
import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { clusterConfig } from '../../eksctl/cluster-config.ts';
import { readAddons } from '../../aws/addons/addons.ts';
import { asIssues } from '../../aws/addons/as-issues.ts';
import { readNodeGroups } from './node-groups.ts';
import { readStack } from './stack.ts';
import { readUnfinished } from './unfinished.ts';
import type { ClusterStatus, ControlPlane } from '../../aws/addons/status.ts';
import { type Unknown, unlessDenied } from '../../aws/addons/unless-denied.ts';

/** Asks EKS for everything about a cluster; with `extras`, also for newer versions, and what eksctl has not finished. */
export async function readStatus(
  aws: Aws,
  target: Target,
  { extras = true } = {},
): Promise<ClusterStatus> {
  const { name, region } = target;
  const unknown: Unknown = [];
  const none = { nodeGroups: [], addons: [], missing: [], unfinished: [] };
  const base = { cluster: name, region, unknown, ...none };
  const cluster = await findCluster(aws, name);
  if (!cluster) {
    const stack = await unlessDenied("eksctl's stack", unknown, () => readStack(aws, name));
    return { ...base, ...(stack && { stack }) };
  }
  const [nodeGroups, addons] = await Promise.all([
    readNodeGroups(aws, name, extras, unknown),
    readAddons(aws, name, cluster.version ?? '', extras, unknown),
  ]);
  const wanted = wantedOf(target);
  return {
    ...base,
    controlPlane: asControlPlane(cluster),
    nodeGroups,
    addons,
    ...(wanted && { missing: missing(wanted, { nodeGroups, addons }) }),
    ...(wanted && extras && { unfinished: await readUnfinished(aws, wanted, addons, unknown) }),
  };
}

function wantedOf({ config }: Target): EksctlClusterConfig | undefined {
  return config && !config.manifestsOnly ? clusterConfig(config) : undefined;
}

function asControlPlane(cluster: Cluster): ControlPlane {
  return {
    name: cluster.name ?? '',
    status: cluster.status ?? 'UNKNOWN',
    kubernetes: cluster.version ?? '',
    platform: cluster.platformVersion ?? '',
    support: (cluster.upgradePolicy?.supportType ?? 'unknown').toLowerCase(),
    from: cluster.resourcesVpcConfig?.publicAccessCidrs ?? [],
    issues: asIssues(cluster.health?.issues),
  };
}

function missing(
  wanted: EksctlClusterConfig,
  { nodeGroups, addons }: Pick<ClusterStatus, 'nodeGroups' | 'addons'>,
): string[] {
  const lacks = (
    names: readonly { readonly name?: string }[],
    present: readonly { name: string }[],
  ) =>
    names
      .flatMap(({ name }) => name ?? [])
      .filter((name) => !present.some((other) => other.name === name));
  return [
    ...lacks(wanted.managedNodeGroups ?? [], nodeGroups).map((name) => `node group ${name}`),
    ...lacks(wanted.addons ?? [], addons).map((name) => `addon ${name}`),
  ];
}
