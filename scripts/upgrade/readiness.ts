import { AwsError } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';

/** What speaks against an upgrade, and what is only worth knowing. */
export interface Readiness {
  readonly blockers: readonly string[];
  readonly notes: readonly string[];
}

/** Asks EKS for its own insights into an upgrade, and the API server which removed kinds are still asked for. */
export async function readiness(
  aws: Aws,
  cluster: string,
  target: string,
  kubectl?: Kubectl,
): Promise<Readiness> {
  const insights = await insightsOf(aws, cluster, target);
  const asked = kubectl ? await askedFor(kubectl, target) : [];
  return {
    blockers: [...insights.blockers, ...asked],
    notes: [
      ...insights.notes,
      ...(kubectl
        ? []
        : ["The Kubernetes API can't be used from here: what its clients ask for is not checked."]),
    ],
  };
}

async function insightsOf(aws: Aws, clusterName: string, target: string): Promise<Readiness> {
  const eks = await aws.eks();
  const blockers: string[] = [];
  const notes: string[] = [];
  try {
    const pages = eks.paginateListInsights({
      clusterName,
      filter: { categories: ['UPGRADE_READINESS'], kubernetesVersions: [target] },
    });
    for await (const { insights = [] } of pages) {
      for (const { name, description, insightStatus: { status, reason } = {} } of insights) {
        if (status === 'PASSING') continue;
        const line = `EKS's insight ${name}: ${status}: ${reason ?? description ?? ''}`;
        (status === 'ERROR' ? blockers : notes).push(line);
      }
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    notes.push(`EKS's upgrade insights are not checked: ${error.message}`);
  }
  return { blockers, notes };
}

// The API server counts who asked for a kind that a coming minor takes away.
async function askedFor(kubectl: Kubectl, target: string): Promise<string[]> {
  const { code, stdout } = await kubectl.capture(['get', '--raw=/metrics']);
  if (code !== 0) return [];
  return stdout.split('\n').flatMap((line) => {
    if (!line.startsWith('apiserver_requested_deprecated_apis{') || !line.endsWith(' 1')) return [];
    const label = (name: string) => new RegExp(`[{,]${name}="([^"]*)"`).exec(line)?.[1] ?? '';
    if (label('removed_release') !== target) return [];
    const version = [label('group'), label('version')].filter(Boolean).join('/');
    return [
      `something in the cluster asks for ${label('resource')} of ${version}, which ${target} no longer has`,
    ];
  });
}
