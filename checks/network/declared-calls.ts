import type { OutsideCall } from '../../charts/common/network-policy.ts';
import { CONCEPTS, conceptCalls } from '../../charts/concepts/names.ts';
import { ingressControllers } from '../../charts/ingress/controllers.ts';
import { jenkinsCalls } from '../../charts/jenkins/names.ts';
import { type Call, calls } from '../../charts/sock-shop/call-graph.ts';
import { SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import { exerciseNamespace } from '../../config/learners/names.ts';
import type { Subject } from '../check.ts';

/** The calls of a namespace that no manifest shows. */
interface Declared {
  readonly inside: readonly Call[];
  readonly outside: readonly OutsideCall[];
}

const none: Declared = { inside: [], outside: [] };
const shop: Declared = { inside: calls, outside: [] };

/**
 * The namespaces whose every call is known: by its sources the shop's, whoever wrote the manifests, and all that are
 * made here. Besides the declared ones, nothing is needed there but what the manifests show.
 */
export function declaredCalls({ config }: Subject): ReadonlyMap<string, Declared> {
  if (!config) return new Map([[SOCK_SHOP, shop]]);
  const { nginx, 'ingress-nginx': retired } = ingressControllers;
  const people = [config.owner, ...config.learners.map(({ name }) => name)];
  return new Map([
    [SOCK_SHOP, shop],
    [nginx.namespace, none],
    [retired.namespace, none],
    [CONCEPTS, { inside: [], outside: conceptCalls }],
    ...people.map(
      (name) => [exerciseNamespace(name), { inside: [], outside: jenkinsCalls }] as const,
    ),
  ]);
}
