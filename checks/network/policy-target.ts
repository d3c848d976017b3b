import { type About, check, type Finding, type Subject } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { podPorts } from '../pods.ts';
import { hasAddonPods } from '../references/addon-pods.ts';
import { likelySelector, namespacesOfPeer, podsSelected, showSelector } from '../selectors.ts';
import { at, fields, show } from '../values.ts';
import { isPort, type Policy, type Rule } from './evaluate.ts';
import { podEnd, policedBy } from './policed.ts';

const about: About = {
  id: 'policy-target',
  severity: 'broken',
  why: 'A policy, peer or port that matches no pod limits or allows nothing.',
  remedy: 'Make its labels and ports match those of the pods.',
};
const finding = findingsOf(about);

export const policyTarget = check(about, (subject) => {
  const index = indexOf(subject);
  return policedBy(subject).policies.flatMap(({ located, policy }) => {
    const own = ownSelector(index, located, policy);
    if (own.length > 0) return own;
    const rules = [...(policy.ingress ?? []), ...(policy.egress ?? [])];
    return rules.flatMap((rule) => [
      ...rule.peers.flatMap((peer, i) => emptyPeer(index, located, rule, peer, i)),
      ...(rule.direction === 'ingress' ? closedPorts(subject, located, rule) : []),
    ]);
  });
});

function ownSelector(index: Index, located: Located, policy: Policy): Finding[] {
  const { namespace, podSelector } = policy;
  const isAll = showSelector(podSelector) === 'everything';
  if (isAll || podsSelected(index, namespace, podSelector).length > 0) return [];
  if (hasAddonPods(namespace, at(podSelector, 'matchLabels'))) return [];
  return [emptySelector(index, located, 'spec.podSelector', namespace, podSelector)];
}

function emptyPeer(
  index: Index,
  located: Located,
  { direction, path, policy }: Rule,
  peer: unknown,
  i: number,
): Finding[] {
  const { podSelector, namespaceSelector, ipBlock } = fields(peer);
  if (ipBlock !== undefined) return [];
  const where = `${path}.${direction === 'ingress' ? 'from' : 'to'}[${i}]`;
  const namespaces = namespacesOfPeer(index, peer, policy.namespace);
  if (namespaces.length === 0) {
    return [
      finding(located, {
        path: `${where}.namespaceSelector`,
        value: showSelector(namespaceSelector),
        message: 'selects no namespace',
        allowed: someOf(index.namespaceNames),
        absent: true,
      }),
    ];
  }
  const selects = (namespace: string) =>
    podsSelected(index, namespace, podSelector).length > 0 ||
    hasAddonPods(namespace, at(podSelector, 'matchLabels'));
  if (podSelector === undefined || showSelector(podSelector) === 'everything') return [];
  if (namespaces.some(selects)) return [];
  return [emptySelector(index, located, `${where}.podSelector`, namespaces[0]!, podSelector)];
}

function closedPorts(subject: Subject, located: Located, rule: Rule): Finding[] {
  const index = indexOf(subject);
  const pods = policedBy(subject).podsOf(rule.policy);
  if (pods.length === 0) return [];
  return rule.ports.flatMap((value, i) => {
    const { port } = fields(value);
    if (port === undefined || port === null) return [];
    const open = pods.some((pod) => {
      const end = podEnd(index, pod);
      return end.ports.some((one) =>
        isPort(value, end, one.port, one.protocol as 'TCP' | 'UDP' | 'SCTP'),
      );
    });
    if (open) return [];
    const ports = pods.flatMap(podPorts);
    return [
      finding(located, {
        path: `${rule.path}.ports[${i}].port`,
        value: show(port),
        message:
          "is a port that none of its pods has: policies judge by the pods' own ports, not by their Services'",
        allowed: someOf(ports.map((one) => `${one.port}${one.name ? ` (${one.name})` : ''}`)),
      }),
    ];
  });
}

function emptySelector(
  index: Index,
  located: Located,
  path: string,
  namespace: string,
  selector: unknown,
): Finding {
  return finding(located, {
    path,
    value: showSelector(selector),
    message: `selects no pod in namespace ${namespace}`,
    ...likelySelector(index, namespace, selector),
    absent: true,
  });
}
