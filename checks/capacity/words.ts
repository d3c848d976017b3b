import type { Demand } from './demand.ts';
import { sum } from './pod-requests.ts';
import type { Price } from './price.ts';
import { formatCpu, formatMemory } from './quantities.ts';

/** `1 node`, `2 nodes`. */
export function nodesInWords(count: number): string {
  return count === 1 ? '1 node' : `${count} nodes`;
}

/** What the pods ask for, in a sentence. */
export function demandInWords({ pods, perNode }: Demand): string {
  const nothing = { cpu: 0, memory: 0 };
  const all = pods.reduce(sum, nothing);
  const daemons = perNode.reduce(sum, nothing);
  return (
    `${pods.length} pods request ${formatCpu(all.cpu)} and ${formatMemory(all.memory)}; ` +
    `every node has ${perNode.length} more, which request ${formatCpu(daemons.cpu)} and ${formatMemory(daemons.memory)}`
  );
}

/** A price for some hours, shared among some: at least that much where a part of it is unknown. */
export function priceInWords(price: Price, hours: number, among = 1): string {
  const figure = ((price.hour * hours) / among).toFixed(hours === 1 ? 4 : 2);
  return `${price.unknown.length > 0 ? '≥ ' : ''}${figure}`;
}

/** What AWS bills by use, so that no total holds it. */
export function billedByUse(byUse: Readonly<Record<string, string>>, withNat: boolean): string {
  const billed = Object.entries(byUse).filter(([what]) => withNat || !what.includes('NAT'));
  const known = billed.map(([what, price]) => `${what} (${price})`);
  return [...known, 'traffic through load balancers, between zones and out of AWS'].join('; ');
}
