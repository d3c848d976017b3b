import { type Cidr, overlap, parseCidr } from '../../config/cidr.ts';
import { matches } from '../selectors.ts';
import { at, fields, list, text } from '../values.ts';

type Labels = Readonly<Record<string, string>>;

/** One end of a call. */
export type Endpoint = PodEnd | RangeEnd | NodeEnd;

export interface PodEnd {
  readonly kind: 'pod';
  readonly name: string;
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** What policies may name its ports by. */
  readonly ports: readonly {
    readonly name?: string | undefined;
    readonly port: number;
    readonly protocol: string;
  }[];
}

/** Addresses outside the pods: clients, load balancers, other nodes. `any` stands for some that aren't known. */
export interface RangeEnd {
  readonly kind: 'range';
  readonly name: string;
  readonly cidr: string | 'any';
}

/** The kubelet of a pod's own node, whose probes no policy cuts. */
export interface NodeEnd {
  readonly kind: 'node';
  readonly name: string;
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy, read once. */
export interface Policy {
  readonly name: string;
  readonly namespace: string;
  readonly podSelector: unknown;
  /** Undefined in a direction that the policy doesn't restrict. */
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
}

export interface Rule {
  readonly policy: Policy;
  readonly direction: Direction;
  /** `spec.ingress[0]` */
  readonly path: string;
  /** Empty: everyone. */
  readonly peers: readonly unknown[];
  /** Empty: every port. */
  readonly ports: readonly unknown[];
}

export interface Verdict {
  readonly allowed: boolean;
  readonly because: string;
}

/** A way by which a policy lets a call through. */
export interface Admission {
  readonly rule: Rule;
  /** The index of the peer; undefined where the rule names none. */
  readonly peer: number | undefined;
}

/** Reads a NetworkPolicy. */
export function parsePolicy(object: unknown): Policy {
  const spec = fields(at(object, 'spec'));
  const types = list(spec.policyTypes);
  const restricts = (direction: Direction): boolean =>
    types.length > 0
      ? types.includes(direction === 'ingress' ? 'Ingress' : 'Egress')
      : direction === 'ingress' || spec.egress !== undefined;
  const policy = {
    name: text(at(object, 'metadata', 'name')) ?? '',
    namespace: text(at(object, 'metadata', 'namespace')) || 'default',
    podSelector: spec.podSelector ?? {},
    ingress: undefined as readonly Rule[] | undefined,
    egress: undefined as readonly Rule[] | undefined,
  };
  const rules = (direction: Direction): Rule[] =>
    list(spec[direction]).map((rule, i) => ({
      policy,
      direction,
      path: `spec.${direction}[${i}]`,
      peers: list(at(rule, direction === 'ingress' ? 'from' : 'to')),
      ports: list(at(rule, 'ports')),
    }));
  if (restricts('ingress')) policy.ingress = rules('ingress');
  if (restricts('egress')) policy.egress = rules('egress');
  return policy;
}

/** Whether policies let a call through, both out of its caller and into its target, and why. */
export function allows(
  policies: readonly Policy[],
  from: Endpoint,
  to: Endpoint,
  port: number,
  protocol: Protocol,
): Verdict {
  if (from.kind === 'node') return { allowed: true, because: 'a node always reaches its own pods' };
  const out =
    from.kind === 'pod'
      ? judge(selecting(policies, from), 'egress', to, to, port, protocol)
      : undefined;
  if (out && !out.allowed) return out;
  const inward =
    to.kind === 'pod'
      ? judge(selecting(policies, to), 'ingress', from, to, port, protocol)
      : undefined;
  if (inward && !inward.allowed) return inward;
  const because = [out?.because, inward?.because].filter(Boolean).join('; ');
  return { allowed: true, because: because || 'no policy is about either end' };
}

/** The policies that are about a pod. */
export function selecting(policies: readonly Policy[], pod: PodEnd): Policy[] {
  return policies.filter(
    ({ namespace, podSelector }) => namespace === pod.namespace && matches(podSelector, pod.labels),
  );
}

/** Whether the policies of one end let a call through in one direction, and why. */
export function judge(
  policies: readonly Policy[],
  direction: Direction,
  other: Endpoint,
  target: Endpoint,
  port: number,
  protocol: Protocol,
): Verdict {
  const restricting = policies.filter((policy) => policy[direction] !== undefined);
  if (restricting.length === 0) {
    return { allowed: true, because: `no policy restricts its ${direction}` };
  }
  const [admission] = admissions(restricting, direction, other, target, port, protocol);
  if (admission) {
    const { policy, path } = admission.rule;
    return {
      allowed: true,
      because: `NetworkPolicy ${policy.namespace}/${policy.name} ${path} lets it through`,
    };
  }
  const names = restricting.map(({ name }) => name).join(', ');
  return {
    allowed: false,
    because: `its ${direction} is restricted by ${names}, and no rule of ${restricting.length > 1 ? 'them' : 'it'} lets this through`,
  };
}

/** Every rule and peer by which policies let a call through in one direction. */
export function admissions(
  policies: readonly Policy[],
  direction: Direction,
  other: Endpoint,
  target: Endpoint,
  port: number,
  protocol: Protocol,
): Admission[] {
  return policies.flatMap((policy) =>
    (policy[direction] ?? []).flatMap((rule): Admission[] => {
      if (!hasPort(rule, target, port, protocol)) return [];
      if (rule.peers.length === 0) return [{ rule, peer: undefined }];
      return rule.peers.flatMap((peer, i) =>
        isPeer(peer, other, policy.namespace) ? [{ rule, peer: i }] : [],
      );
    }),
  );
}

function hasPort(rule: Rule, target: Endpoint, port: number, protocol: Protocol): boolean {
  return rule.ports.length === 0 || rule.ports.some((one) => isPort(one, target, port, protocol));
}

/** Whether a policy's port, by number, range or name, means a target's port. */
export function isPort(
  value: unknown,
  target: Endpoint,
  port: number,
  protocol: Protocol,
): boolean {
  const wanted = fields(value);
  if ((text(wanted.protocol) ?? 'TCP') !== protocol) return false;
  if (wanted.port === undefined || wanted.port === null) return true;
  if (typeof wanted.port === 'number') {
    const last = typeof wanted.endPort === 'number' ? wanted.endPort : wanted.port;
    return port >= wanted.port && port <= last;
  }
  return (
    target.kind === 'pod' &&
    target.ports.some(
      (one) => one.name === wanted.port && one.port === port && one.protocol === protocol,
    )
  );
}

/** Whether a policy's peer means one end of a call. */
function isPeer(peer: unknown, end: Endpoint, policyNamespace: string): boolean {
  const { podSelector, namespaceSelector, ipBlock } = fields(peer);
  if (ipBlock !== undefined) return end.kind === 'range' && inBlock(ipBlock, end.cidr);
  if (end.kind !== 'pod') return false;
  const inNamespace =
    namespaceSelector === undefined
      ? end.namespace === policyNamespace
      : matches(namespaceSelector, end.namespaceLabels);
  return inNamespace && (podSelector === undefined || matches(podSelector, end.labels));
}

function inBlock(ipBlock: unknown, cidr: string): boolean {
  if (cidr === 'any') return true;
  const block = parseCidr(text(at(ipBlock, 'cidr')) ?? '');
  const range = parseCidr(cidr);
  if (!block || !range || !within(range, block)) return false;
  return list(at(ipBlock, 'except')).every((one) => {
    const hole = parseCidr(text(one) ?? '');
    return !hole || !overlap(range, hole);
  });
}

function within(inner: Cidr, outer: Cidr): boolean {
  return inner.prefix >= outer.prefix && overlap(inner, outer);
}
