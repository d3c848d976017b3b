import type { RangeEnd } from '../../../checks/network/evaluate.ts';

// Any address of it will do: policies let whole ranges out.
const OF_THE_INTERNET = '8.8.8.8';

/** An address outside of the pods, as one end of a call. */
export function addressEnd(name: string, address: string): RangeEnd {
  return { kind: 'range', name: `${name} (${address})`, cidr: `${address}/32` };
}

/** A host on the Internet, as one end of a call. */
export function internetEnd(name: string): RangeEnd {
  return addressEnd(name, OF_THE_INTERNET);
}
