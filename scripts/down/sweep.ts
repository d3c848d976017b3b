import type { Aws } from '../../aws/clients.ts';
import { classicLoadBalancers } from './kinds/classic-load-balancers.ts';
import { clusters } from './kinds/clusters.ts';
import { loadBalancers, targetGroups } from './kinds/load-balancers.ts';
import { logGroups } from './kinds/log-groups.ts';
import { machines } from './kinds/machines.ts';
import { networkInterfaces } from './kinds/network-interfaces.ts';
import { oidcProviders } from './kinds/oidc-providers.ts';
import { securityGroups } from './kinds/security-groups.ts';
import { eksctlStacks, ownStacks } from './kinds/stacks.ts';
import { volumes } from './kinds/volumes.ts';
import type { Found, Kind } from './kind.ts';
import { onlyTagged } from './only-tagged.ts';
import type { Proof } from './proof.ts';

/** Everything that is looked for, in the order in which it is told. */
export const kinds: readonly Kind[] = [
  clusters,
  machines,
  classicLoadBalancers,
  loadBalancers,
  targetGroups,
  volumes,
  networkInterfaces,
  securityGroups,
  eksctlStacks,
  ownStacks,
  oidcProviders,
  logGroups,
];

/** What there is that carries a cluster's name. */
export interface Swept {
  /** What the services' own lists have, and is proved to be the cluster's. */
  readonly found: readonly Found[];
  /** What else is proved by its tags: subnets, gateways, and whatever else somebody tagged. */
  readonly tagged: readonly Found[];
  /** What nothing proves: it is told, and not taken. */
  readonly doubted: readonly Found[];
  /** What the tagging API still lists though it is gone. */
  readonly stale: number;
}

/**
 * Looks for everything of a cluster in each service's own list, and then by tag in all services that the tagging
 * API covers. That API lags, so what a service's own list no longer has doesn't count.
 */
export async function sweep(aws: Aws, proof: Proof): Promise<Swept> {
  const lists = await Promise.all(kinds.map((kind) => kind.find(aws, proof)));
  const known = lists.flat();
  const { found: tagged, stale } = await onlyTagged(aws, proof, known);
  const isProved = ({ doubt }: Found): boolean => doubt === undefined;
  return {
    found: known.filter(isProved),
    tagged: tagged.filter(isProved),
    doubted: [...known, ...tagged].filter((one) => !isProved(one)),
    stale,
  };
}
