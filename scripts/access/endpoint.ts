import type { Cluster, Update } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import type { Target } from '../shared/target.ts';
import { waitFor } from '../../aws/wait.ts';
import { UsageError } from '../../terminal/usage-error.ts';

const LONGEST_MS = 20 * 60_000;

/** Ranges that come and go. */
export interface RangeChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What changes until a cluster's public endpoint answers these ranges alone; undefined where it has none. */
export function endpointChange(
  { resourcesVpcConfig }: Cluster,
  from: readonly string[],
): RangeChange | undefined {
  const { endpointPublicAccess, publicAccessCidrs: present = [] } = resourcesVpcConfig ?? {};
  if (!endpointPublicAccess) return undefined;
  return {
    added: from.filter((range) => !present.includes(range)),
    removed: present.filter((range) => !from.includes(range)),
  };
}

/** Lets the Kubernetes API answer these ranges alone, and waits until it does; the rest of it stays as it is. */
export async function changeEndpoint(
  aws: Aws,
  target: Target,
  from: readonly string[],
): Promise<void> {
  const cluster = await whenIdle(aws, target);
  const change = endpointChange(cluster, from);
  // A run that was killed may have done it already.
  if (!change || change.added.length + change.removed.length === 0) return;
  const { endpointPublicAccess, endpointPrivateAccess } = cluster.resourcesVpcConfig ?? {};
  const eks = await aws.eks();
  const { update } = await eks.updateClusterConfig({
    name: target.name,
    resourcesVpcConfig: {
      endpointPublicAccess,
      endpointPrivateAccess,
      publicAccessCidrs: [...from],
    },
  });
  await untilDone(aws, target, update?.id ?? '');
}

// EKS takes one change at a time.
function whenIdle(aws: Aws, target: Target): Promise<Cluster> {
  return waitFor({
    what: `${target.name} to be ACTIVE`,
    ask: () => existingCluster(aws, target),
    isThere: ({ status }) => status !== 'UPDATING',
    words: ({ status }) => `${target.name}: ${status}`,
    longestMs: LONGEST_MS,
    fix: again(target),
  });
}

async function untilDone(aws: Aws, target: Target, updateId: string): Promise<void> {
  const eks = await aws.eks();
  await waitFor({
    what: `${target.name}'s endpoint to change`,
    ask: async (): Promise<Update> =>
      (await eks.describeUpdate({ name: target.name, updateId })).update ?? {},
    isThere: ({ status, errors = [] }) => {
      if (status !== 'Failed' && status !== 'Cancelled') return status === 'Successful';
      const why = errors.map(({ errorCode, errorMessage }) => `${errorCode}: ${errorMessage}`);
      throw new UsageError(
        `EKS did not change the endpoint (${status}): ${why.join('; ') || 'it does not say why'}`,
        again(target),
      );
    },
    words: ({ status }) => `endpoint of ${target.name}: ${status}`,
    longestMs: LONGEST_MS,
    fix: again(target),
  });
}

function again({ name }: Target): string {
  return `try again: npm run allow-me -- --cluster ${name} --apply`;
}
