import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import { type Unknown, unlessDenied } from '../../../aws/addons/unless-denied.ts';
import type { Aws } from '../../../aws/clients.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import { hasProvider } from '../../../aws/oidc-provider.ts';
import { isUnderWay, isWhole, type Stack, stacksOf } from '../../../aws/stacks/stacks.ts';
import { readRetention } from '../../../aws/unfinished/log-retention.ts';
import { quote } from '../../../terminal/shell.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import { at, type Fields, listAt } from '../../diff/eksctl/context.ts';
import { entriesAsTheyAre } from './access-entries.ts';
import { addonsAsTheyAre } from './addons.ts';
import { capabilitiesAsTheyAre } from './capabilities.ts';
import { controlPlane } from './control-plane.ts';
import { profilesAsTheyAre } from './fargate-profiles.ts';
import { mappingsAsTheyAre } from './identity-mappings.ts';
import { providersAsTheyAre } from './identity-providers.ts';
import { managedGroups } from './node-groups.ts';
import { notCompared } from './not-compared.ts';
import { overlay } from './overlay.ts';
import { ownGroups } from './own-groups.ts';
import { associationsAsTheyAre } from './pod-identity.ts';
import { accountsAsTheyAre } from './service-accounts.ts';

/** A cluster as it is, in the words of a ClusterConfig. */
export interface Live {
  readonly config: Fields;
  /** What could not be asked, and what nobody asks for. */
  readonly notCompared: readonly string[];
  /** What no key of a ClusterConfig says. */
  readonly notes: readonly string[];
}

/** What EKS, CloudFormation and Kubernetes say of the cluster of a ClusterConfig; undefined where there is none. */
export async function readLive(aws: Aws, wanted: Fields): Promise<Live | undefined> {
  const { name, region } = wanted.metadata as { name: string; region: string };
  const cluster = await findCluster(aws, name);
  if (!cluster) return undefined;
  const denied: Unknown = [];
  const ask = <T>(what: string, question: () => Promise<T>) => unlessDenied(what, denied, question);
  const wantsProvider = at(wanted, 'iam.withOIDC') === true;
  const stacks = await ask("eksctl's stacks", () => stacksOf(aws, name));
  const [groups, own, addons, profiles, pods, providers, capabilities, mappings, provider, days] =
    await Promise.all([
      ask('node groups', () => managedGroups(aws, name, wanted)),
      ask("eksctl's own node groups", async () => stacks && ownGroups(aws, stacks, wanted)),
      ask('addons', () => addonsAsTheyAre(aws, name, wanted)),
      ask('Fargate profiles', () => profilesAsTheyAre(aws, name, wanted)),
      ask('pod identity', () => associationsAsTheyAre(aws, name, wanted)),
      ask('identity providers', () => providersAsTheyAre(aws, name, wanted)),
      ask('capabilities', () => capabilitiesAsTheyAre(aws, name, wanted)),
      mappingsOf(cluster, region, wanted),
      wantsProvider ? ask('the OIDC provider', () => hasProvider(aws, cluster)) : undefined,
      ask('how long logs are kept', () => readRetention(aws, name)),
    ]);
  const entries = byEntries(cluster)
    ? await ask('access entries', () => entriesAsTheyAre(aws, name, wanted))
    : undefined;
  const facts: [string, unknown][] = [
    ['managedNodeGroups', groups?.groups],
    ['nodeGroups', own],
    ['addons', addons],
    ['fargateProfiles', profiles],
    ['iam.podIdentityAssociations', pods],
    ['identityProviders', providers],
    ['capabilities', capabilities],
    ['accessConfig.accessEntries', entries],
    ['iamIdentityMappings', typeof mappings === 'string' ? undefined : mappings],
    ['iam.serviceAccounts', stacks && accountsAsTheyAre(stacks, wanted)],
    ['iam.withOIDC', provider],
    ['cloudWatch.clusterLogging.logRetentionInDays', retention(wanted, days)],
  ];
  return {
    config: overlay(
      controlPlane(wanted, cluster),
      facts.filter(([, value]) => value !== undefined),
    ),
    notCompared: [
      ...denied,
      ...(typeof mappings === 'string' ? [`the ConfigMap aws-auth: ${mappings}`] : []),
      ...notCompared(wanted),
    ],
    notes: [...nodeNotes(wanted, cluster, groups?.nodes ?? []), ...stackNotes(stacks ?? [])],
  };
}

function byEntries({ accessConfig }: Cluster): boolean {
  return accessConfig?.authenticationMode !== 'CONFIG_MAP';
}

// Where only access entries count, nobody reads the ConfigMap.
async function mappingsOf(
  cluster: Cluster,
  region: string,
  wanted: Fields,
): Promise<Fields[] | string | undefined> {
  const counts = cluster.accessConfig?.authenticationMode !== 'API';
  if (!counts && listAt(wanted, 'iamIdentityMappings').length === 0) return undefined;
  try {
    return await mappingsAsTheyAre(cluster, region, wanted);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function retention(wanted: Fields, days: number | 'for ever' | undefined): unknown {
  const said = at(wanted, 'cloudWatch.clusterLogging.logRetentionInDays');
  return said === undefined ? undefined : days;
}

function nodeNotes(
  { metadata }: Fields,
  { version }: Cluster,
  nodes: readonly Nodegroup[],
): string[] {
  const { name, region } = metadata as { name: string; region: string };
  return nodes
    .filter((group) => group.version !== undefined && group.version !== version)
    .map(
      ({ nodegroupName = '', version: own }) =>
        `the nodes of ${nodegroupName} run ${own}, and the control plane ${version}: eksctl upgrade nodegroup --cluster ${quote(name)} --region ${quote(region)} --name ${quote(nodegroupName)} --kubernetes-version ${version}`,
    );
}

function stackNotes(stacks: readonly Stack[]): string[] {
  return stacks
    .filter((stack) => !isWhole(stack))
    .map((stack) =>
      isUnderWay(stack)
        ? `CloudFormation is still at work on the stack ${stack.name}`
        : `the stack ${stack.name} is ${stack.status}`,
    );
}
