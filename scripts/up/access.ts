import type { AccessScopeType, EKS } from '@aws-sdk/client-eks';
import type { AccessPolicy, AccessEntry as WantedEntry } from 'eksctl-config-types';
import type { ClusterConfig } from '../../config/schema.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { type AccessEntry, policyWords } from '../../aws/access/access-entry.ts';
import type { Missing } from './missing-part.ts';

type Cluster = Pick<ClusterConfig, 'name' | 'region'>;

interface Call {
  readonly command: string;
  readonly send: (eks: EKS) => Promise<unknown>;
}

/**
 * What access entries lack of what a ClusterConfig says, half-made ones among them; what they have beyond it stays.
 * eksctl would stop at the entries that exist, the creator's among them.
 */
export function missingAccess(
  cluster: Cluster,
  wanted: readonly WantedEntry[],
  made: readonly AccessEntry[],
): Missing[] {
  const lacking = wanted
    .map((entry) => ({
      principal: principalOf(entry),
      calls: callsFor(
        cluster,
        entry,
        made.find(({ principal }) => principal === principalOf(entry)),
      ),
    }))
    .filter(({ calls }) => calls.length > 0);
  if (lacking.length === 0) return [];
  const calls = lacking.flatMap((one) => one.calls);
  return [
    {
      part: 'access',
      what: `the access of ${lacking.map(({ principal }) => principal).join(', ')}`,
      commands: calls.map(({ command }) => command),
      make: async (aws) => {
        const eks = await aws.eks();
        for (const { send } of calls) await send(eks);
      },
    },
  ];
}

function callsFor(cluster: Cluster, wanted: WantedEntry, made: AccessEntry | undefined): Call[] {
  const { kubernetesGroups = [], accessPolicies = [] } = wanted;
  const lacksGroup = kubernetesGroups.some((group) => !made?.groups.includes(group));
  return [
    ...(made ? [] : [createEntry(cluster, wanted)]),
    ...(made && lacksGroup ? [addGroups(cluster, wanted, made)] : []),
    ...accessPolicies
      .filter((policy) => !made?.policies.includes(inWords(policy)))
      .map((policy) => associatePolicy(cluster, wanted, policy)),
  ];
}

function createEntry(cluster: Cluster, wanted: WantedEntry): Call {
  const { type, kubernetesGroups = [] } = wanted;
  return {
    command: line(cluster, wanted, 'create-access-entry', [
      ...(type ? ['--type', type] : []),
      ...groupFlag(kubernetesGroups),
    ]),
    send: (eks) =>
      eks.createAccessEntry({
        ...asked(cluster, wanted),
        ...(type && { type }),
        ...(kubernetesGroups.length > 0 && { kubernetesGroups }),
      }),
  };
}

// EKS takes the groups that it is told for all of them.
function addGroups(cluster: Cluster, wanted: WantedEntry, { groups }: AccessEntry): Call {
  const kubernetesGroups = [...new Set([...groups, ...(wanted.kubernetesGroups ?? [])])];
  return {
    command: line(cluster, wanted, 'update-access-entry', groupFlag(kubernetesGroups)),
    send: (eks) => eks.updateAccessEntry({ ...asked(cluster, wanted), kubernetesGroups }),
  };
}

function associatePolicy(cluster: Cluster, wanted: WantedEntry, policy: AccessPolicy): Call {
  const policyArn = String(policy.policyARN);
  const { type = 'cluster', namespaces = [] } = policy.accessScope ?? {};
  const scope = [`type=${type}`, ...(namespaces.length > 0 ? [`namespaces=${namespaces}`] : [])];
  return {
    command: line(cluster, wanted, 'associate-access-policy', [
      '--policy-arn',
      policyArn,
      '--access-scope',
      scope.join(','),
    ]),
    send: (eks) =>
      eks.associateAccessPolicy({
        ...asked(cluster, wanted),
        policyArn,
        accessScope: {
          type: type as AccessScopeType,
          ...(namespaces.length > 0 && { namespaces }),
        },
      }),
  };
}

function asked({ name }: Cluster, entry: WantedEntry) {
  return { clusterName: name, principalArn: principalOf(entry) };
}

function line(
  { name, region }: Cluster,
  entry: WantedEntry,
  action: string,
  more: readonly string[],
): string {
  const which = ['--cluster-name', name, '--region', region, '--principal-arn', principalOf(entry)];
  return commandLine('aws', ['eks', action, ...which, ...more]);
}

function groupFlag(groups: readonly string[]): string[] {
  return groups.length > 0 ? ['--kubernetes-groups', ...groups] : [];
}

function inWords({ policyARN, accessScope }: AccessPolicy): string {
  return policyWords(String(policyARN), accessScope);
}

function principalOf({ principalARN }: WantedEntry): string {
  return String(principalARN);
}
