import { ingressControllers } from '../../../charts/ingress/controllers.ts';
import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import type { Tone } from '../graph/graph.ts';

/** Pods that share a colour. */
export interface PodGroup {
  readonly tone: Tone;
  readonly name: string;
}

const system: PodGroup = { tone: 'system', name: 'EKS and the autoscaler' };
const shop: PodGroup = { tone: 'shop', name: 'the shop' };
const ingress: PodGroup = { tone: 'ingress', name: 'the ingress controller' };
const exercises: PodGroup = { tone: 'jenkins', name: 'the Service exercises' };
const other: PodGroup = { tone: 'other', name: 'others' };

/** Every group, in the order in which bars and legends show them. */
export const podGroups: readonly PodGroup[] = [system, ingress, shop, exercises, other];

const controllers = new Set<string>(
  Object.values(ingressControllers).map(({ namespace }) => namespace),
);

/** The group that a namespace's pods belong to. */
export function podGroupOf(namespace: string): PodGroup {
  if (namespace === 'kube-system') return system;
  if (namespace === SOCK_SHOP) return shop;
  if (controllers.has(namespace)) return ingress;
  return namespace.endsWith('-bc-svc') ? exercises : other;
}
