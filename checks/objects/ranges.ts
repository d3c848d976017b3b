import { overlap, parseCidr } from '../../config/cidr.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, list, show, text } from '../values.ts';

const about: About = {
  id: 'ranges',
  severity: 'refused',
  why: 'Kubernetes takes only true address ranges, and exceptions that lie inside of them.',
  remedy: 'Write the range as 10.0.0.0/16, with its host bits zero.',
};
const finding = findingsOf(about);

export const ranges = check(about, (subject) => {
  const index = indexOf(subject);
  return [
    ...index
      .kind('Service')
      .flatMap((service) =>
        list(at(service.object, 'spec', 'loadBalancerSourceRanges')).flatMap((range, i) =>
          wrong(service, `spec.loadBalancerSourceRanges[${i}]`, range),
        ),
      ),
    ...index
      .kind('NetworkPolicy')
      .flatMap((policy) =>
        [['ingress', 'from'] as const, ['egress', 'to'] as const].flatMap(([direction, peers]) =>
          list(at(policy.object, 'spec', direction)).flatMap((rule, r) =>
            list(at(rule, peers)).flatMap((peer, p) =>
              block(policy, `spec.${direction}[${r}].${peers}[${p}].ipBlock`, at(peer, 'ipBlock')),
            ),
          ),
        ),
      ),
  ];
});

function block(policy: Located, path: string, value: unknown): Finding[] {
  const cidr = at(value, 'cidr');
  const outer = parseCidr(text(cidr) ?? '');
  return [
    ...wrong(policy, `${path}.cidr`, cidr),
    ...list(at(value, 'except')).flatMap((hole, i) => {
      const inner = parseCidr(text(hole) ?? '');
      const where = `${path}.except[${i}]`;
      if (!inner || !outer) return wrong(policy, where, hole);
      if (inner.prefix > outer.prefix && overlap(inner, outer)) return [];
      const message = `is not a part of ${show(cidr)}`;
      return [finding(policy, { path: where, value: text(hole), message })];
    }),
  ];
}

function wrong(located: Located, path: string, value: unknown): Finding[] {
  const range = text(value);
  if (range === undefined || parseCidr(range) || isIpv6(range)) return [];
  return [
    finding(located, {
      path,
      value: range,
      message: 'is not a range of addresses',
      allowed: 'a range such as 203.0.113.10/32',
      fix: parseCidr(`${range}/32`) ? `did you mean ${range}/32?` : undefined,
    }),
  ];
}

function isIpv6(range: string): boolean {
  const prefix = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\/(\d{1,3})$/.exec(range)?.[1];
  return prefix !== undefined && Number(prefix) <= 128;
}
