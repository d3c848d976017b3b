import type { Demand } from './demand.ts';
import { type Requests, sum } from './pod-requests.ts';
import { HOURS_A_DAY, type Price } from './price.ts';
import { cpusInWords, memoryInWords } from './quantities.ts';

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
    `${pods.length} pods request ${requestsInWords(all)}; ` +
    `every node has ${perNode.length} more, which request ${requestsInWords(daemons)}`
  );
}

/** `1.93 CPUs and 6.7 GiB of memory`. */
export function requestsInWords({ cpu, memory }: Requests): string {
  return `${cpusInWords(cpu)} and ${memory > 0 ? `${memoryInWords(memory)} of memory` : 'no memory'}`;
}

/** A price for some hours, shared among some: at least that much where a part of it is unknown. */
export function priceInWords(price: Price, hours: number, among = 1): string {
  const figure = ((price.hour * hours) / among).toFixed(hours === 1 ? 4 : 2);
  return `${price.unknown.length > 0 ? '≥ ' : ''}${figure}`;
}

/** A price to remember: an hour in cents, a day in whole USD where it is one or more. */
export function roughly(price: Price): { readonly hour: string; readonly day: string } {
  const day = price.hour * HOURS_A_DAY;
  const least = price.unknown.length > 0 ? '≥ ' : '';
  return {
    hour: `${least}${price.hour.toFixed(2)}`,
    day: day < 1 ? day.toFixed(2) : day.toFixed(0),
  };
}

/** `0.42 USD an hour · 10 a day`. */
export function roughPrice(price: Price): string {
  const { hour, day } = roughly(price);
  return `${hour} USD an hour · ${day} a day`;
}

/** What AWS bills by use, so that no total holds it. */
export function billedByUse(byUse: Readonly<Record<string, string>>, withNat: boolean): string {
  const billed = Object.entries(byUse).filter(([what]) => withNat || !what.includes('NAT'));
  const known = billed.map(([what, price]) => `${what} (${price})`);
  return [...known, 'traffic through load balancers, between zones and out of AWS'].join('; ');
}
