import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { isSamePrincipal, type Principal, principalOf } from '../../aws/caller.ts';
import {
  type AccessEntry,
  giftOf,
  isAdmin,
  isOfAws,
  policyWords,
} from '../../aws/access/access-entry.ts';

/** A principal as EKS has it and as the cluster file has it. */
export interface ComparedEntry {
  readonly principal: string;
  /** What EKS gives; undefined when it has no such entry. */
  readonly given?: string;
  /** What the cluster file gives; undefined when it says nothing of it. */
  readonly wanted?: string;
  readonly verdict: string;
  readonly isRight: boolean;
  readonly fix?: string;
}

/** Whom else a cluster may have let in: whoever made it, its nodes, the one who asks. */
export interface Known {
  readonly clusterName: string;
  readonly region: string;
  readonly creatorIsAdmin: boolean;
  readonly nodeRoles: readonly string[];
  readonly caller: Principal;
}

/** The entries that the cluster file makes eksctl create. */
export function wantedEntries({ accessConfig }: EksctlClusterConfig): AccessEntry[] {
  return (accessConfig?.accessEntries ?? []).map((entry) => ({
    principal: String(entry.principalARN),
    type: entry.type ?? 'STANDARD',
    groups: [...(entry.kubernetesGroups ?? [])].sort(),
    policies: (entry.accessPolicies ?? [])
      .map(({ policyARN, accessScope }) => policyWords(String(policyARN), accessScope))
      .sort(),
  }));
}

/** EKS's entries beside the file's: first what is wrong. */
export function compareEntries(
  given: readonly AccessEntry[],
  wanted: readonly AccessEntry[],
  known: Known,
): ComparedEntry[] {
  const unexpected = given.filter(
    (entry) => isAdmin(entry) && !wanted.some(({ principal }) => principal === entry.principal),
  );
  const creator = known.creatorIsAdmin && unexpected.length === 1 ? unexpected[0] : undefined;
  const missing = wanted.filter(
    ({ principal }) => !given.some((entry) => entry.principal === principal),
  );
  const compared = [
    ...missing.map((entry) => isMissing(entry, known)),
    ...given.map((entry) => {
      const asked = wanted.find(({ principal }) => principal === entry.principal);
      if (asked) return isWanted(entry, asked, known);
      if (entry === creator) return { ...base(entry), ...creatorWords(entry, known) };
      return isExtra(entry, known);
    }),
  ];
  return compared.sort((a, b) => Number(a.isRight) - Number(b.isRight));
}

function isMissing(entry: AccessEntry, { clusterName }: Known): ComparedEntry {
  return {
    principal: entry.principal,
    wanted: giftOf(entry),
    verdict: 'not let in: EKS has no such entry',
    isRight: false,
    fix: `eksctl create accessentry -f dist/${clusterName}/eksctl/cluster.yaml`,
  };
}

function isWanted(entry: AccessEntry, asked: AccessEntry, known: Known): ComparedEntry {
  const [given, wanted] = [giftOf(entry), giftOf(asked)];
  if (given === wanted) return { ...base(entry), wanted, verdict: 'as in the file', isRight: true };
  return {
    ...base(entry),
    wanted,
    verdict: `the file gives ${wanted}`,
    isRight: false,
    fix: `${removal(entry, known)}, then eksctl create accessentry -f dist/${known.clusterName}/eksctl/cluster.yaml`,
  };
}

function isExtra(entry: AccessEntry, known: Known): ComparedEntry {
  if (known.nodeRoles.includes(entry.principal)) {
    return { ...base(entry), verdict: "its nodes' role", isRight: true };
  }
  if (isOfAws(entry)) {
    return { ...base(entry), verdict: "EKS's own", isRight: true };
  }
  if (entry.type !== 'STANDARD') {
    return {
      ...base(entry),
      verdict: 'for nodes that no node group of the cluster has',
      isRight: false,
      fix: removal(entry, known),
    };
  }
  const who =
    known.creatorIsAdmin && isAdmin(entry) ? 'the creator, or added by hand' : 'only in EKS';
  return {
    ...base(entry),
    verdict: `${who}${youIn(entry, known)}`,
    isRight: false,
    fix: `put it into the cluster file's access, or ${removal(entry, known)}`,
  };
}

function creatorWords(entry: AccessEntry, known: Known) {
  return {
    verdict: `the creator (access.creatorIsAdmin)${youIn(entry, known)}`,
    isRight: true,
  };
}

function youIn({ principal }: AccessEntry, { caller }: Known): string {
  return isSamePrincipal(principalOf(principal), caller) ? '; you' : '';
}

function base(entry: AccessEntry) {
  return { principal: entry.principal, given: giftOf(entry) };
}

function removal({ principal }: AccessEntry, { clusterName, region }: Known): string {
  return `eksctl delete accessentry --cluster ${clusterName} --region ${region} --principal-arn ${principal}`;
}
