import { describe, expect, test } from '@jest/globals';
import {
  allows,
  type Endpoint,
  parsePolicy,
  type PodEnd,
  type Protocol,
} from '../../../checks/network/evaluate.ts';
import { policy } from '../../support/subjects.ts';

const web = podIn('default', 'web', [{ name: 'http', port: 8080, protocol: 'TCP' }]);
const db = podIn('default', 'db', [{ name: 'sql', port: 3306, protocol: 'TCP' }]);
const other = podIn('other', 'web');

describe('what NetworkPolicies let through', () => {
  test('everything, where no policy is about either end', () => {
    expect(allowed([], web, db)).toBe(true);
    expect(allowed([deny('other')], web, db)).toBe(true);
  });

  test('nothing, where a policy has no rules', () => {
    expect(allowed([deny()], web, db)).toBe(false);
    expect(allowed([deny()], other, db)).toBe(false);
    expect(allowed([deny()], web, other)).toBe(false);
  });

  test('everything, by an empty rule', () => {
    expect(allowed([policy('a', { podSelector: {}, ingress: [{}] })], other, db)).toBe(true);
  });

  test('a policy restricts egress only when it says so', () => {
    const silent = { podSelector: {}, ingress: [{}] };
    expect(allowed([policy('a', silent)], web, db)).toBe(true);
    expect(allowed([policy('a', { ...silent, egress: [] })], web, db)).toBe(false);
    expect(allowed([policy('a', { ...silent, policyTypes: ['Ingress', 'Egress'] })], web, db)).toBe(
      false,
    );
    expect(
      allowed([policy('a', { ...silent, egress: [], policyTypes: ['Ingress'] })], web, db),
    ).toBe(true);
  });

  test('policies add up', () => {
    const letIn = policy('b', { podSelector: app('db'), ingress: [{ from: [pods('web')] }] });
    const letOut = policy('c', {
      podSelector: app('web'),
      policyTypes: ['Egress'],
      egress: [{ to: [pods('db')] }],
    });
    expect(allowed([deny(), letIn], web, db)).toBe(false);
    expect(allowed([deny(), letOut], web, db)).toBe(false);
    expect(allowed([deny(), letIn, letOut], web, db)).toBe(true);
    expect(allowed([deny(), letIn, letOut], db, web)).toBe(false);
  });

  test('a pod selector alone means the own namespace', () => {
    expect(allowed([into(pods('web'))], web, db)).toBe(true);
    expect(allowed([into(pods('web'))], other, db)).toBe(false);
  });

  test('a namespace selector with a pod selector means both, apart either', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'other' } };
    expect(allowed([into({ namespaceSelector })], other, db)).toBe(true);
    expect(allowed([into({ namespaceSelector })], web, db)).toBe(false);
    expect(allowed([into({ namespaceSelector, podSelector: app('x') })], other, db)).toBe(false);
    expect(allowed([into({ namespaceSelector }, { podSelector: app('x') })], other, db)).toBe(true);
  });

  test.each([
    [{ port: 3306 }, true],
    [{ port: 3307 }, false],
    [{ port: 'sql' }, true],
    [{ port: 'http' }, false],
    [{ port: 3306, protocol: 'UDP' }, false],
    [{ protocol: 'TCP' }, true],
    [{ port: 3000, endPort: 3306 }, true],
    [{ port: 3000, endPort: 3305 }, false],
  ])('port %j', (port, expected) => {
    const spec = { podSelector: app('db'), ingress: [{ ports: [port] }] };
    expect(allowed([policy('a', spec)], web, db)).toBe(expected);
  });

  test.each([
    ['192.168.0.0/16', [], '192.168.7.0/24', true],
    ['192.168.0.0/16', ['192.168.7.0/24'], '192.168.7.4/32', false],
    ['192.168.0.0/16', ['192.168.7.4/32'], '192.168.7.0/24', false],
    ['192.168.0.0/16', ['192.168.8.0/24'], '192.168.7.0/24', true],
    ['192.168.0.0/24', [], '192.168.0.0/16', false],
    ['0.0.0.0/0', [], '203.0.113.1/32', true],
    ['nonsense', [], '203.0.113.1/32', false],
  ])('block %s without %j and range %s', (cidr, except, range, expected) => {
    const from: Endpoint = { kind: 'range', name: 'clients', cidr: range };
    expect(allowed([into({ ipBlock: { cidr, except } })], from, db)).toBe(expected);
  });

  test('a block means no pods', () => {
    expect(allowed([into({ ipBlock: { cidr: '0.0.0.0/0' } })], web, db)).toBe(false);
  });

  test("a node's probes always pass", () => {
    expect(allowed([deny()], { kind: 'node', name: 'kubelet' }, db)).toBe(true);
  });

  test('why', () => {
    const verdict = (...policies: object[]) =>
      allows(policies.map(parsePolicy), web, db, 3306, 'TCP').because;
    expect(verdict(deny())).toBe(
      'its egress is restricted by deny, and no rule of it lets this through',
    );
    expect(verdict(into(pods('web')))).toBe(
      'no policy restricts its egress; NetworkPolicy default/into spec.ingress[0] lets it through',
    );
  });
});

function allowed(policies: object[], from: Endpoint, to: Endpoint, port = 3306): boolean {
  const protocol: Protocol = 'TCP';
  return allows(policies.map(parsePolicy), from, to, port, protocol).allowed;
}

function podIn(namespace: string, name: string, ports: PodEnd['ports'] = []): PodEnd {
  const namespaceLabels = { 'kubernetes.io/metadata.name': namespace };
  return { kind: 'pod', name, namespace, namespaceLabels, labels: { app: name }, ports };
}

function deny(namespace = 'default') {
  return policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, namespace);
}

function into(...from: object[]) {
  return policy('into', { podSelector: app('db'), ingress: [{ from }] });
}

function pods(name: string) {
  return { podSelector: app(name) };
}

function app(name: string) {
  return { matchLabels: { app: name } };
}
