import type { ClusterConfig } from '../../config/schema.ts';
import { minorOf } from '../../tables/kubernetes.ts';

/** One cluster among others, in what they usually differ. */
export interface Member {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly kubernetes: string;
  readonly autoscaler: string;
  readonly nodes: {
    readonly instanceType: string;
    readonly min: number;
    readonly desired: number;
    readonly max: number;
    readonly spot: boolean;
  };
  readonly ingress: string;
  /** Null where there is no shop. */
  readonly storage: string | null;
  /** What Flux follows; null where people apply it. */
  readonly flux: string | null;
}

/** A cluster's entry in the list of the fleet. */
export function memberOf(config: ClusterConfig): Member {
  const { name, owner, region, kubernetes, nodes, ingress, sockShop, flux } = config;
  const { instanceType, min, desired, max, spot } = nodes;
  const followed = flux.url?.startsWith('oci://') ? flux.tag : flux.branch;
  return {
    name,
    owner,
    region,
    kubernetes,
    autoscaler: minorOf(kubernetes).autoscaler,
    nodes: { instanceType, min, desired, max, spot },
    ingress: ingress.controller,
    storage: sockShop.enabled ? sockShop.storage : null,
    flux: flux.url && `${flux.url} ${followed}`,
  };
}
