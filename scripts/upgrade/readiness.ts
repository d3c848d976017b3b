import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { insightsOf, isOfVersions, type Readiness } from './insights.ts';
import { wayBack } from './way-back.ts';

interface Asked {
  readonly aws: Aws;
  readonly cluster: string;
  readonly target: string;
  readonly kubectl?: Kubectl;
}

/** What speaks against an upgrade: EKS's own insights, and removed kinds that the API server is still asked for. */
export async function readiness({ aws, cluster, target, kubectl }: Asked): Promise<Readiness> {
  const insights = await insightsOf(aws, cluster, 'forward', target);
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

/** What speaks against going back: the days that are past, and EKS's insights but for those that the steps before mend. */
export async function readinessBack(
  { aws, cluster }: Asked,
  running: string,
  hasStepsBefore: boolean,
): Promise<Readiness> {
  const [way, { blockers, notes }] = await Promise.all([
    wayBack(aws, { name: cluster, version: running }),
    insightsOf(aws, cluster, 'back'),
  ]);
  const mended = blockers.filter((line) => hasStepsBefore && isOfVersions(line));
  return {
    blockers: [
      ...(way.is === 'closed' ? [way.why] : []),
      ...blockers.filter((line) => !mended.includes(line)),
    ],
    notes: [
      ...(way.is === 'open' ? [`EKS takes it back until ${way.until}.`] : []),
      ...(way.is === 'unknown' ? [way.why] : []),
      ...mended.map(
        (line) => `${line} (the steps before the control plane fix it; otherwise EKS refuses)`,
      ),
      ...notes,
    ],
  };
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
