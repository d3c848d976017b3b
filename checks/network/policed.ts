import type { Subject } from '../check.ts';
import { append, type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { podPorts, type PodTemplate } from '../pods.ts';
import { podsSelected } from '../selectors.ts';
import { type Direction, parsePolicy, type PodEnd, type Policy } from './evaluate.ts';

/** The NetworkPolicies of a subject, and which pods each is about. */
export interface Policed {
  readonly policies: readonly { readonly located: Located; readonly policy: Policy }[];
  /** The policies that are about a pod. */
  of(pod: PodTemplate | undefined): readonly Policy[];
  /** The pods that a policy is about. */
  podsOf(policy: Policy): readonly PodTemplate[];
  /** The object that a policy was read from. */
  objectOf(policy: Policy): Located | undefined;
  restricts(pod: PodTemplate, direction: Direction): boolean;
}

const cache = new WeakMap<Subject, Policed>();

/** The subject's policies by pod, worked out once. */
export function policedBy(subject: Subject): Policed {
  let policed = cache.get(subject);
  if (!policed) cache.set(subject, (policed = build(subject)));
  return policed;
}

function build(subject: Subject): Policed {
  const index = indexOf(subject);
  const policies = index
    .kind('NetworkPolicy')
    .map((located) => ({ located, policy: parsePolicy(located.object) }));
  const byPod = new Map<PodTemplate, Policy[]>();
  const pods = new Map<Policy, readonly PodTemplate[]>();
  const objects = new Map<Policy, Located>();
  for (const { located, policy } of policies) {
    const selected = podsSelected(index, policy.namespace, policy.podSelector)
      // A pod in its node's own network is passed by.
      .filter(({ spec }) => spec.hostNetwork !== true);
    pods.set(policy, selected);
    objects.set(policy, located);
    for (const pod of selected) append(byPod, pod, policy);
  }
  const of = (pod: PodTemplate | undefined) => (pod && byPod.get(pod)) ?? [];
  return {
    policies,
    of,
    podsOf: (policy) => pods.get(policy) ?? [],
    objectOf: (policy) => objects.get(policy),
    restricts: (pod, direction) => of(pod).some((policy) => policy[direction] !== undefined),
  };
}

const ends = new WeakMap<PodTemplate, PodEnd>();

/** A pod as one end of a call. */
export function podEnd(index: Index, pod: PodTemplate): PodEnd {
  let end = ends.get(pod);
  if (!end) {
    const { namespace, labels, owner } = pod;
    end = {
      kind: 'pod',
      name: owner.id,
      namespace,
      namespaceLabels: index.namespaces.get(namespace) ?? {},
      labels,
      ports: podPorts(pod),
    };
    ends.set(pod, end);
  }
  return end;
}
