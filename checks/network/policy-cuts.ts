import { type About, check, type Subject } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { type Direction, judge, type Policy } from './evaluate.ts';
import type { NeededCall } from './needed-call.ts';
import { neededCalls } from './needed-calls.ts';
import { policedBy } from './policed.ts';

const about: About = {
  id: 'policy-cuts',
  severity: 'broken',
  why: 'The manifests show that a call is needed, and a NetworkPolicy blocks it.',
  remedy: 'Allow the call in the policy on each side that limits it.',
};
const finding = findingsOf(about);

interface Cut {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly calls: NeededCall[];
}

export const policyCuts = check(about, (subject) => {
  const policed = policedBy(subject);
  // One finding tells of all that one policy cuts off from one target.
  const cuts = new Map<string, Cut>();
  for (const call of neededCalls(subject)) {
    if (call.optional) continue;
    const cut = firstCut(subject, call);
    if (!cut) continue;
    const end = cut.direction === 'egress' ? call.to.name : call.from.name;
    const key = `${cut.policy.namespace}/${cut.policy.name} ${cut.direction} ${end} ${showPorts(call)}`;
    const known = cuts.get(key);
    if (known) known.calls.push(call);
    else cuts.set(key, { ...cut, calls: [call] });
  }
  return [...cuts.values()].flatMap(({ policy, direction, calls: [first, ...more] }) => {
    const located = policed.objectOf(policy);
    if (!located || !first) return [];
    const calls = [first, ...more];
    const froms = someOf(
      calls.map(({ from }) => from.name),
      4,
    );
    const tos = someOf(
      calls.map(({ to }) => to.name),
      4,
    );
    return [
      finding(located, {
        path: `spec.${direction}`,
        message: `cuts a call that is needed: from ${froms} to ${tos} on ${showPorts(first)} (${first.why})`,
        fix:
          direction === 'egress'
            ? `let it out: an egress rule to ${tos} on ${showPorts(first)}`
            : `let it in: an ingress rule from ${froms} on ${showPorts(first)}`,
      }),
    ];
  });
});

function firstCut(
  subject: Subject,
  { from, to, fromPod, toPod, ports }: NeededCall,
): Omit<Cut, 'calls'> | undefined {
  const policed = policedBy(subject);
  const cutBy = (direction: Direction): Omit<Cut, 'calls'> | undefined => {
    const pod = direction === 'egress' ? fromPod : toPod;
    if (!pod || !policed.restricts(pod, direction)) return undefined;
    const policies = policed.of(pod);
    const other = direction === 'egress' ? to : from;
    const passes = ports.some(
      ({ port, protocol }) => judge(policies, direction, other, to, port, protocol).allowed,
    );
    if (passes) return undefined;
    // The most specific one is where a rule belongs.
    const restricting = policies.filter((policy) => policy[direction] !== undefined);
    const policy =
      restricting.find(({ podSelector }) => Object.keys(Object(podSelector)).length > 0) ??
      restricting[0]!;
    return { policy, direction };
  };
  return cutBy('egress') ?? cutBy('ingress');
}

function showPorts({ ports }: NeededCall): string {
  return ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' or ');
}
