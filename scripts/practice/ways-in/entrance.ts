import type { Socket } from 'node:net';
import type { Way } from '../../shared/network/reach.ts';
import type { About } from '../warning.ts';
import type { Web } from '../pods/web.ts';
import { refuse, staySilent } from './doors.ts';

/** A load balancer, as clients see it: a name, ports, and what becomes of a connection. */
export interface Entrance {
  readonly host: string;
  /** The Service or the Ingress that it was made for. */
  readonly owner: About;
  readonly ports: readonly number[];
  enter(connection: Socket, port: number): Promise<void>;
}

/** Says why something was not reached. */
export type Say = (line: string) => void;

/** Leads a connection to where its way ends, or lets its client notice what a real one would. */
export function settle(connection: Socket, way: Way, web: Web, what: string, say: Say): void {
  if (!way.reached) {
    const result = way.how === 'silent' ? 'no answer' : 'refused';
    say(`${what}: ${result}, because ${way.because}`);
    return way.how === 'silent' ? staySilent(connection) : refuse(connection);
  }
  const why = web.connect(connection, way.pod, way.port);
  if (why === undefined) return;
  say(`${what}: refused, because ${why}`);
  refuse(connection);
}
