import { type Call, calls } from '../../charts/sock-shop/call-graph.ts';
import { SOCK_SHOP } from '../../charts/sock-shop/names.ts';

/** The calls that are known from sources, by namespace: nothing else is needed there. */
export const declaredCalls: ReadonlyMap<string, readonly Call[]> = new Map([[SOCK_SHOP, calls]]);
