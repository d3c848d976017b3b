import { holds } from '../../../config/cidr.ts';
import type { PortRule } from '../../../aws/security-group/rule.ts';
import { type LiveObject, nameOf } from '../../shared/live-objects.ts';
import { addressEnd } from '../../shared/network/address-end.ts';
import { stopped, type Stopped, throughService, type Way } from '../../shared/network/reach.ts';
import type { Network, Service } from '../../shared/network/read.ts';
import { nodeAddress } from '../../shared/node-address.ts';

/** A node, with the addresses that it has inside and outside. */
export interface NodeAt {
  readonly name: string;
  readonly inside: string;
  readonly outside: string | undefined;
}

/** A node as its addresses are told. */
export function nodeAt(node: LiveObject): NodeAt {
  return {
    name: node.metadata.name,
    inside: nodeAddress(node, 'InternalIP') ?? '0.0.0.0',
    outside: nodeAddress(node, 'ExternalIP'),
  };
}

/** Whether a security group lets an address in to a port. */
export function letsIn(rules: readonly PortRule[], address: string, port: number): boolean {
  return rules.some(
    ({ first, last, range }) => first <= port && port <= last && holds(range, `${address}/32`),
  );
}

/** Follows a call that comes to a node's port from outside, once the security group has let it in. */
export function throughNode(
  network: Network,
  service: Service,
  nodePort: number,
  node: NodeAt,
  client: string,
): Way {
  const port = service.spec.ports?.find((one) => one.nodePort === nodePort);
  if (!port) return stopped('refused', `Service ${nameOf(service)} has no node port ${nodePort}`);
  const isLocal = service.spec.externalTrafficPolicy === 'Local';
  const from = isLocal ? addressEnd('the client', client) : addressEnd('a node', node.inside);
  const seen = isLocal ? onNode(network, node.name) : network;
  const way = throughService(seen, service, port.port, from);
  if (!isLocal || way.reached || seen.pods.length === network.pods.length) return way;
  const anywhere = throughService(network, service, port.port, from);
  return anywhere.reached
    ? stopped(
        'silent',
        `no pod of Service ${nameOf(service)} is on ${node.name}, and its externalTrafficPolicy is Local`,
      )
    : way;
}

/** Follows a call that comes to a load balancer, and from there to one of the nodes. */
export function throughBalancer(
  network: Network,
  service: Service,
  port: number,
  nodes: readonly NodeAt[],
  client: string,
): Way {
  const ranges = service.spec.loadBalancerSourceRanges ?? [];
  if (ranges.length > 0 && !ranges.some((range) => holds(range, `${client}/32`))) {
    return refusedRange(service, ranges, client);
  }
  const wanted = service.spec.ports?.find((one) => one.port === port);
  const { nodePort } = wanted ?? {};
  if (!wanted) return stopped('refused', `Service ${nameOf(service)} has no port ${port}`);
  const [first] = nodes;
  if (!first) return stopped('silent', 'there is no node behind the load balancer');
  if (nodePort === undefined) {
    return throughService(network, service, port, addressEnd('the load balancer', first.inside));
  }
  const ways = nodes.map((node) => throughNode(network, service, nodePort, node, client));
  return ways.find(({ reached }) => reached) ?? ways[0]!;
}

function refusedRange(service: Service, ranges: readonly string[], client: string): Stopped {
  return stopped(
    'silent',
    `Service ${nameOf(service)} lets in ${ranges.join(', ')} alone, and practice has the address ${client}`,
  );
}

function onNode(network: Network, node: string): Network {
  return { ...network, pods: network.pods.filter(({ spec }) => spec.nodeName === node) };
}
