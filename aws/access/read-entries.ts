import type { Aws } from '../clients.ts';
import { type Associated, policyWords, type ReadEntry } from './access-entry.ts';

/** Every access entry of a cluster, by principal. */
export async function readEntries(aws: Aws, clusterName: string): Promise<ReadEntry[]> {
  const eks = await aws.eks();
  const principals: string[] = [];
  for await (const page of eks.paginateListAccessEntries({ clusterName })) {
    principals.push(...(page.accessEntries ?? []));
  }
  return Promise.all(principals.sort().map((principal) => readEntry(aws, clusterName, principal)));
}

async function readEntry(aws: Aws, clusterName: string, principal: string): Promise<ReadEntry> {
  const eks = await aws.eks();
  const asked = { clusterName, principalArn: principal };
  const { accessEntry } = await eks.describeAccessEntry(asked);
  const associated: Associated[] = [];
  for await (const page of eks.paginateListAssociatedAccessPolicies(asked)) {
    for (const { policyArn = '', accessScope } of page.associatedAccessPolicies ?? []) {
      associated.push({ policyARN: policyArn, accessScope: accessScope ?? {} });
    }
  }
  return {
    principal,
    type: accessEntry?.type ?? 'STANDARD',
    groups: [...(accessEntry?.kubernetesGroups ?? [])].sort(),
    policies: associated
      .map(({ policyARN, accessScope }) => policyWords(policyARN, accessScope))
      .sort(),
    associated,
    ...(accessEntry?.username && { username: accessEntry.username }),
  };
}
