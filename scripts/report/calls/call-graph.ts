import { databases } from '../../../charts/sock-shop/databases.ts';
import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import type { Subject } from '../../../checks/check.ts';
import { allows, type Endpoint, type Verdict } from '../../../checks/network/evaluate.ts';
import type { NeededCall } from '../../../checks/network/needed-call.ts';
import { neededCalls } from '../../../checks/network/needed-calls.ts';
import { policedBy } from '../../../checks/network/policed.ts';
import { type Graph, type GraphNode, graphOf } from '../graph/graph.ts';

/** One arrow of the shop's call graph. */
export interface ShopCall {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Whether it comes from outside the shop's namespace. */
  readonly enters: boolean;
  /** What the NetworkPolicies say of it. */
  readonly verdict: Verdict;
}

/** Every call between the shop's pods and into them; none where there is no shop. */
export function shopCalls(subject: Subject): ShopCall[] {
  const policies = policedBy(subject).policies.map(({ policy }) => policy);
  const calls = neededCalls(subject).flatMap(({ from, to, toPod, ports, why }): ShopCall[] => {
    const [target] = ports;
    const enters = !isShop(from);
    // The names in the pods' environment show the same calls as the graph.
    const isListed = enters || why === 'the call graph';
    if (!isShop(to) || !toPod || !target || !isListed) return [];
    const verdict = allows(policies, from, to, target.port, target.protocol);
    const caller = enters ? outsideName(subject, from) : podName(from);
    return [{ from: caller, to: toPod.owner.name, port: target.port, enters, verdict }];
  });
  return [...new Map(calls.map((call) => [`${call.from} ${call.to} ${call.port}`, call])).values()];
}

/** The calls as a picture. */
export function callGraph(calls: readonly ShopCall[]): Graph {
  const ports = new Map<string, Set<number>>();
  for (const { to, port } of calls) ports.set(to, (ports.get(to) ?? new Set()).add(port));
  const detailOf = (name: string) => {
    const own = [...(ports.get(name) ?? [])];
    return own.length > 0 ? { detail: `port ${own.join(', ')}` } : {};
  };
  const stores = new Set(databases.map(({ name }) => name));
  const shopNode = (name: string): GraphNode => ({
    id: name,
    title: name,
    ...detailOf(name),
    tone: stores.has(name) ? 'data' : 'shop',
  });
  return graphOf(
    calls.flatMap(({ from, to, enters }): GraphNode[] => [
      enters ? { id: from, title: from, tone: 'outside' } : shopNode(from),
      shopNode(to),
    ]),
    calls,
  );
}

function isShop(end: Endpoint): boolean {
  return end.kind === 'pod' && end.namespace === SOCK_SHOP;
}

function podName({ name }: NeededCall['from']): string {
  return name.slice(name.indexOf('/') + 1);
}

function outsideName({ config }: Subject, from: NeededCall['from']): string {
  if (from.kind !== 'range') return podName(from);
  return config?.access.from.includes(from.cidr) ? 'access.from' : 'the VPC';
}
