import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import type { Target } from '../shared/target.ts';
import { readAddons } from '../../aws/addons/addons.ts';
import { rolelessAddons } from '../../aws/unfinished/addon-roles.ts';
import { clusterConfig } from '../../eksctl/cluster-config.ts';
import { askCaller } from '../../aws/caller.ts';
import { partitionOf } from '../../tables/regions.ts';
import { type BoundLine, boundLines } from './bindings.ts';
import { type ComparedEntry, compareEntries, wantedEntries } from './compare-entries.ts';
import { giftOf } from '../../aws/access/access-entry.ts';
import { type ClusterRole, readClusterRoles } from './cluster-roles.ts';
import { readEntries } from '../../aws/access/read-entries.ts';
import { readKubernetes } from './read-kubernetes.ts';
import { type AccountLine, readAccounts, rolelessLines } from './service-accounts.ts';

/** Who may do what in one cluster, from EKS, IAM, Kubernetes and the cluster file. */
export interface Who {
  readonly cluster: string;
  readonly region: string;
  /** The one who asks. */
  readonly caller: string;
  readonly hasFile: boolean;
  readonly authenticationMode: string;
  readonly entries: readonly ComparedEntry[];
  readonly roles: readonly ClusterRole[];
  readonly accounts: readonly AccountLine[];
  readonly bindings: readonly BoundLine[];
  /** Why Kubernetes could not be asked, where it couldn't. */
  readonly unasked?: string;
}

/** Asks all of them; changes nothing. */
export async function who(aws: Aws, target: Target): Promise<Who> {
  const { name, region, config } = target;
  const cluster = await existingCluster(aws, target);
  const wanted = config && clusterConfig(config);
  const [caller, entries, roles, kubernetes, addons] = await Promise.all([
    askCaller(aws),
    readEntries(aws, name),
    readClusterRoles(aws, cluster),
    readKubernetes(cluster, region),
    readAddons(aws, name, cluster.version ?? '', false, []),
  ]);
  if (!caller.known) throw caller.error;
  const known = {
    clusterName: name,
    region,
    creatorIsAdmin: config?.access.creatorIsAdmin ?? true,
    nodeRoles: roles.filter(({ of }) => of !== 'control plane').map(({ role }) => role),
    caller: caller.principal,
  };
  return {
    cluster: name,
    region,
    caller: caller.arn,
    hasFile: wanted !== undefined,
    authenticationMode: cluster.accessConfig?.authenticationMode ?? 'CONFIG_MAP',
    entries: wanted
      ? compareEntries(entries, wantedEntries(wanted), known)
      : entries.map((entry) => ({
          principal: entry.principal,
          given: giftOf(entry),
          verdict: '',
          isRight: true,
        })),
    roles,
    accounts: [
      ...(wanted ? rolelessLines(name, rolelessAddons(wanted, addons)) : []),
      ...(await readAccounts(aws, {
        clusterName: name,
        provider: providerOf(cluster, caller.principal.account, region),
        wanted,
        kubernetes,
      })),
    ],
    bindings: typeof kubernetes === 'string' ? [] : boundLines(kubernetes, entries),
    ...(typeof kubernetes === 'string' && { unasked: kubernetes }),
  };
}

/** How many things are not as they should be. */
export function problemsIn({ entries, roles, accounts, bindings }: Who): number {
  return (
    entries.filter(({ isRight }) => !isRight).length +
    [...roles, ...accounts].reduce((sum, { problems }) => sum + problems.length, 0) +
    bindings.filter(({ problem }) => problem !== undefined).length
  );
}

function providerOf({ identity }: Cluster, account: string, region: string): string {
  const issuer = (identity?.oidc?.issuer ?? '').replace(/^https:\/\//, '');
  return `arn:${partitionOf(region)}:iam::${account}:oidc-provider/${issuer}`;
}
