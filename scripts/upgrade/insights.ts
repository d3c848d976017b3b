import { AwsError } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';

/** What speaks against a change of version, and what is only worth knowing. */
export interface Readiness {
  readonly blockers: readonly string[];
  readonly notes: readonly string[];
}

/** Whether an insight is about nodes, kube-proxy or addons that are newer than the control plane would be. */
export function isOfVersions(line: string): boolean {
  return /kubelet|kube-proxy|add-?on/i.test(line);
}

// What EKS itself refuses to go on with: going back, also what it could not find out.
const directions = {
  forward: { category: 'UPGRADE_READINESS', blocking: ['ERROR'] },
  back: { category: 'ROLLBACK_READINESS', blocking: ['ERROR', 'UNKNOWN'] },
} as const;

/** EKS's own insights into a cluster's way forward or back. */
export async function insightsOf(
  aws: Aws,
  clusterName: string,
  direction: keyof typeof directions,
  target?: string,
): Promise<Readiness> {
  const { category, blocking } = directions[direction];
  const eks = await aws.eks();
  const blockers: string[] = [];
  const notes: string[] = [];
  try {
    const pages = eks.paginateListInsights({
      clusterName,
      filter: { categories: [category], ...(target && { kubernetesVersions: [target] }) },
    });
    for await (const { insights = [] } of pages) {
      for (const { name, description, insightStatus: { status = '', reason } = {} } of insights) {
        if (status === 'PASSING') continue;
        const line = `EKS's insight ${name}: ${status}: ${reason ?? description ?? ''}`;
        (blocking.some((one) => one === status) ? blockers : notes).push(line);
      }
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    notes.push(`EKS's insights are not checked: ${error.message}`);
  }
  return { blockers, notes };
}
