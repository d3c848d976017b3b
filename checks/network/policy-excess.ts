import { type About, check, type Finding, type Subject } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { podPorts, type PodTemplate } from '../pods.ts';
import { namespacesOfPeer, podsSelected, showSelector } from '../selectors.ts';
import { at, fields, show } from '../values.ts';
import { declaredCalls } from './declared-calls.ts';
import { admissions, isPort, type Protocol, type Rule } from './evaluate.ts';
import { neededCalls } from './needed-calls.ts';
import { podEnd, policedBy } from './policed.ts';

const about: About = {
  id: 'policy-excess',
  severity: 'risky',
  why: 'A policy allows a call that nobody needs, where all needed calls are known.',
  remedy: 'Remove what is not needed from the policy.',
};
const finding = findingsOf(about);

export const policyExcess = check(about, (subject) => {
  const policed = policedBy(subject);
  const declared = declaredCalls(subject);
  const known = policed.policies.filter(({ policy }) => declared.has(policy.namespace));
  if (known.length === 0) return [];
  const used = usedPeers(subject);
  return known.flatMap(({ located, policy }) =>
    [...(policy.ingress ?? []), ...(policy.egress ?? [])].flatMap((rule) =>
      excessOf(subject, located, rule, used.get(rule) ?? new Map<number, Set<string>>()),
    ),
  );
});

type UsedPeers = Map<number, Set<string>>;

// Which peers of which rules a needed call passes by, and for which pods and ports.
function usedPeers(subject: Subject): Map<Rule, UsedPeers> {
  const policed = policedBy(subject);
  const used = new Map<Rule, UsedPeers>();
  for (const { from, to, fromPod, toPod, ports } of neededCalls(subject)) {
    for (const { port, protocol } of ports) {
      const ways = [
        ...(fromPod ? admissions(policed.of(fromPod), 'egress', to, to, port, protocol) : []),
        ...(toPod ? admissions(policed.of(toPod), 'ingress', from, to, port, protocol) : []),
      ];
      for (const { rule, peer } of ways) {
        const peers = used.get(rule) ?? new Map<number, Set<string>>();
        used.set(rule, peers);
        const calls = peers.get(peer ?? -1) ?? new Set<string>();
        peers.set(peer ?? -1, calls.add(callKey(from.name, to.name, port, protocol)));
      }
    }
  }
  return used;
}

function excessOf(subject: Subject, located: Located, rule: Rule, used: UsedPeers): Finding[] {
  const inward = rule.direction === 'ingress';
  if (rule.peers.length === 0) {
    return [
      finding(located, {
        path: rule.path,
        message: `lets everyone ${inward ? 'in' : 'be called'}: no call needs that`,
        fix: `name those who ${inward ? 'call' : 'are called'} in ${inward ? 'from' : 'to'}`,
      }),
    ];
  }
  if (rule.ports.length === 0) {
    const message = 'opens every port: no call needs that';
    return [finding(located, { path: rule.path, message, fix: 'name the ports' })];
  }
  return rule.peers.flatMap((peer, i) => {
    const path = `${rule.path}.${inward ? 'from' : 'to'}[${i}]`;
    const calls = used.get(i);
    if (!calls) {
      return [
        finding(located, {
          path,
          value: showPeer(peer),
          message: `is let ${inward ? 'in' : 'be called'}, though no call needs it`,
          fix: 'leave it out, or add the call to the call graph',
          absent: selectsNobody(subject, rule, peer) || undefined,
        }),
      ];
    }
    const spare = spareCall(subject, rule, peer, calls);
    if (!spare) return [];
    return [
      finding(located, {
        path,
        value: showPeer(peer),
        message: `lets ${spare.from} call ${spare.to} on ${spare.port}, which nobody needs`,
        fix: 'select only those that call, or add the call to the call graph',
      }),
    ];
  });
}

function selectsNobody(subject: Subject, { policy }: Rule, peer: unknown): boolean {
  const isRange = fields(peer).ipBlock !== undefined;
  return !isRange && peerPods(indexOf(subject), peer, policy.namespace).length === 0;
}

// A call between pods that the rule lets through and nobody needs. Every step but the last is a needed call.
function spareCall(subject: Subject, rule: Rule, peer: unknown, used: ReadonlySet<string>) {
  const index = indexOf(subject);
  const own = policedBy(subject).podsOf(rule.policy);
  const others = peerPods(index, peer, rule.policy.namespace);
  const inward = rule.direction === 'ingress';
  for (const target of inward ? own : others) {
    for (const { port, protocol } of openPorts(index, target, rule)) {
      for (const caller of inward ? others : own) {
        if (caller === target) continue;
        const [from, to] = [caller.owner.id, target.owner.id];
        if (!used.has(callKey(from, to, port, protocol))) {
          return { from, to, port: `${port}/${protocol}` };
        }
      }
    }
  }
  return undefined;
}

function openPorts(index: Index, target: PodTemplate, rule: Rule) {
  const end = podEnd(index, target);
  return podPorts(target)
    .map(({ port, protocol }) => ({ port, protocol: protocol as Protocol }))
    .filter(({ port, protocol }) => rule.ports.some((one) => isPort(one, end, port, protocol)));
}

function peerPods(index: Index, peer: unknown, own: string): readonly PodTemplate[] {
  const { podSelector, ipBlock } = fields(peer);
  if (ipBlock !== undefined) return [];
  const namespaces = namespacesOfPeer(index, peer, own);
  return namespaces.flatMap((namespace) => podsSelected(index, namespace, podSelector ?? {}));
}

function showPeer(peer: unknown): string {
  const { podSelector, namespaceSelector, ipBlock } = fields(peer);
  if (ipBlock !== undefined) return show(at(ipBlock, 'cidr'));
  return [
    namespaceSelector === undefined ? '' : `namespaces ${showSelector(namespaceSelector)}`,
    podSelector === undefined ? '' : `pods ${showSelector(podSelector)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function callKey(from: string, to: string, port: number, protocol: string): string {
  return `${from} > ${to} ${port}/${protocol}`;
}
