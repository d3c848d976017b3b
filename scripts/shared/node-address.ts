import { at, fields, list, text } from '../../checks/values.ts';
import type { NodeAddress } from '../../control-plane/nodes.ts';

/** The address of a node inside or outside its network; undefined where it has none. */
export function nodeAddress(
  node: unknown,
  wanted: Extract<NodeAddress['type'], 'InternalIP' | 'ExternalIP'>,
): string | undefined {
  const addresses = list(at(node, 'status', 'addresses')).map(fields);
  return text(addresses.find(({ type }) => type === wanted)?.address);
}
