import type { Aws } from '../clients.ts';
import { existingCluster } from '../find-cluster.ts';
import { type Kubectl, withKubectl } from '../kubectl.ts';
import { unreachable } from '../unreachable.ts';
import { waitFor } from '../wait.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { UsageError } from '../../terminal/usage-error.ts';

const LONGEST_MS = 3 * 60_000;

/** Does something with a cluster's Kubernetes API, once it answers; says what to do when it doesn't. */
export async function withApi<T>(
  aws: Aws,
  { name, region }: Pick<ClusterConfig, 'name' | 'region'>,
  work: (kubectl: Kubectl) => Promise<T>,
): Promise<T> {
  const cluster = await existingCluster(aws, { name, region });
  return withKubectl(cluster, region, async (kubectl) => {
    const refusal = await kubectl.refusal();
    if (refusal) await untilReached(kubectl, name);
    return work(kubectl);
  });
}

async function untilReached(kubectl: Kubectl, name: string): Promise<void> {
  const refusal = await waitFor({
    what: `the Kubernetes API of ${name}`,
    ask: () => kubectl.refusal(),
    isThere: (said) => said === undefined || !isEarly(said),
    words: (said) => (said ? `the Kubernetes API: ${said}` : 'the Kubernetes API answers'),
    longestMs: LONGEST_MS,
    fix: `try again in some minutes; or has your address changed? npm run allow-me -- --cluster ${name} --apply`,
  });
  if (refusal !== undefined) throw unreached(name, refusal);
}

/** What to do when a cluster's Kubernetes API can't be used from here. */
export function unreached(name: string, refusal: string): UsageError {
  const otherwise = `has your address changed? npm run allow-me -- --cluster ${name} --apply, and run this again`;
  return unreachable(name, refusal, otherwise);
}

// A new cluster's name takes a moment to resolve.
function isEarly(said: string): boolean {
  return /no such host|connection refused|EOF/i.test(said);
}
