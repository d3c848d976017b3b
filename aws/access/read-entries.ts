import type { Aws } from '../clients.ts';
import { type AccessEntry, policyWords } from './access-entry.ts';

/** Every access entry of a cluster, by principal. */
export async function readEntries(aws: Aws, clusterName: string): Promise<AccessEntry[]> {
  const eks = await aws.eks();
  const principals: string[] = [];
  for await (const page of eks.paginateListAccessEntries({ clusterName })) {
    principals.push(...(page.accessEntries ?? []));
  }
  return Promise.all(principals.sort().map((principal) => readEntry(aws, clusterName, principal)));
}

async function readEntry(aws: Aws, clusterName: string, principal: string): Promise<AccessEntry> {
  const eks = await aws.eks();
  const asked = { clusterName, principalArn: principal };
  const { accessEntry } = await eks.describeAccessEntry(asked);
  const policies: string[] = [];
  for await (const page of eks.paginateListAssociatedAccessPolicies(asked)) {
    for (const { policyArn = '', accessScope } of page.associatedAccessPolicies ?? []) {
      policies.push(policyWords(policyArn, accessScope));
    }
  }
  return {
    principal,
    type: accessEntry?.type ?? 'STANDARD',
    groups: [...(accessEntry?.kubernetesGroups ?? [])].sort(),
    policies: policies.sort(),
  };
}
