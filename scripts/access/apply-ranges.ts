import { withKubectl } from '../../aws/kubectl.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import type { Aws } from '../../aws/clients.ts';
import type { Target } from '../shared/target.ts';
import { unreachable } from '../../aws/unreachable.ts';
import { identityOf, type KubeObject } from '../../output/manifest.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { outdated } from './objects-with-ranges.ts';

const MAY_TAKE_TIME =
  'the new ranges may need a minute. Or you have a second address (IPv6, VPN, proxy) that is not allowed. Then run the same command again';

/** The kinds that are asked for and applied, as kubectl is told them. */
export function kindsOf(objects: readonly KubeObject[]): string {
  return [...new Set(objects.map(({ kind }) => kind.toLowerCase()))].sort().join(',');
}

/** Applies anew what runs in the cluster with other ranges; what isn't there is not created. */
export async function applyRanges(
  aws: Aws,
  target: Target,
  guarded: readonly KubeObject[],
): Promise<void> {
  const cluster = await existingCluster(aws, target);
  await withKubectl(cluster, target.region, async (kubectl) => {
    const refusal = await kubectl.refusal();
    if (refusal !== undefined) throw unreachable(target.name, refusal, MAY_TAKE_TIME);
    const { items } = await kubectl.json<{ items: KubeObject[] }>([
      'get',
      kindsOf(guarded),
      '--all-namespaces',
    ]);
    const stale = outdated(guarded, items);
    if (stale.length === 0) {
      console.log('everything that runs has these ranges already');
      return;
    }
    const list = { apiVersion: 'v1', kind: 'List', items: stale };
    const { code, stderr } = await kubectl.capture(['apply', '-f', '-'], JSON.stringify(list));
    if (code !== 0) {
      throw new UsageError(
        `kubectl apply failed: ${stderr.trim()}`,
        `fix that, and try again: npm run allow-me -- --cluster ${target.name} --apply`,
      );
    }
    for (const object of stale) console.log(`${identityOf(object)}: applied`);
  });
}
