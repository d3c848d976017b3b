import { contextName } from '../../aws/kubeconfig/connection.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { type Context, currentContext } from './context.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';

/** What verify calls it that kubectl's current context is the cluster's. */
export const CONNECTION = 'kubectl is connected to it';

/** Whether kubectl's current context is the cluster's: by its address where AWS gave one, else by where it signs in. */
export function connectionItem(
  config: ClusterConfig,
  address: string | undefined,
  context: Context | undefined,
): Item {
  const { name } = config;
  const connect = `npm run kubeconfig -- --cluster ${name}`;
  if (!context) return notYet(CONNECTION, 'kubectl has no current context', connect);
  const isOther = isAnother(config, context);
  if (address ? sameHost(address, context.server) : !isOther) {
    return done(CONNECTION, `context ${context.name}, ${context.server}`);
  }
  return wrong(
    CONNECTION,
    isOther
      ? `kubectl's current context is ${context.name}, not ${contextName(config)}`
      : `the current context ${context.name} is ${context.server}, and ${name} is ${address}`,
    connect,
  );
}

/** Refuses to go on where kubectl's current context is another cluster's. */
export async function refuseOtherContext(config: ClusterConfig): Promise<void> {
  const { state, evidence, next } = connectionItem(config, undefined, await currentContext());
  if (state === 'wrong') throw new UsageError(evidence, next);
}

// With manifestsOnly, the cluster is somebody else's, who has named it.
function isAnother({ name, region, manifestsOnly }: ClusterConfig, { eks }: Context): boolean {
  if (!eks || manifestsOnly) return false;
  return eks.name !== name || (eks.region !== undefined && eks.region !== region);
}

function sameHost(a: string, b: string): boolean {
  return a.toLowerCase().replace(/\/$/, '') === b.toLowerCase().replace(/\/$/, '');
}
