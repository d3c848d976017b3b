import { type Endpoint, parsePolicy } from '../../checks/network/evaluate.ts';
import { FRONT_END, SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import { type LivePod, isUp } from '../shared/live-objects.ts';
import { addressEnd } from '../shared/network/address-end.ts';
import { podEnd } from '../shared/network/pod-end.ts';
import { throughService } from '../shared/network/reach.ts';
import type { Network, Service, Slice } from '../shared/network/read.ts';
import { judgeCalls } from '../shared/network/shop-calls.ts';
import { nodeAddress } from '../shared/node-address.ts';
import { done, type Item, wrong } from './exercise.ts';
import type { Live, LiveObject } from './live.ts';

const MOST_NAMED = 2;

/** The calls between the shop's programs, by the Services, endpoints and policies: its front page shows none of them. */
export function callItems(live: Live, apply: string): Item[] {
  const network = networkOf(live);
  const frontEnd = network?.pods.find(
    (pod) =>
      pod.metadata.namespace === SOCK_SHOP &&
      pod.metadata.labels?.name === FRONT_END.name &&
      isUp(pod),
  );
  if (!network || !frontEnd) return [];
  const judged = judgeCalls(network, frontEnd);
  const cut = judged.flatMap(({ call, way }) =>
    way.reached ? [] : [`${call.from} does not reach ${call.to}: ${way.because}`],
  );
  const what = 'the calls in the shop';
  if (cut.length === 0) return [done(what, `all ${judged.length} get through`)];
  const more = cut.length > MOST_NAMED ? `; and ${cut.length - MOST_NAMED} more` : '';
  return [wrong(what, `${cut.slice(0, MOST_NAMED).join('; ')}${more}`, apply)];
}

/** What keeps the nodes, or the pods of a namespace, from a Service; undefined where nothing that was read does. */
export function obstacle(
  live: Live,
  service: LiveObject | undefined,
  port: number,
  callers: 'nodes' | { readonly namespace: string },
): string | undefined {
  const network = networkOf(live);
  const found = service as unknown as Service | undefined;
  if (!network || !found) return undefined;
  const from = callers === 'nodes' ? nodeEnds(live) : podEnds(network, callers.namespace);
  const ways = from.map((end) => throughService(network, found, port, end));
  const [first] = ways;
  return first && !first.reached && ways.every(({ reached }) => !reached)
    ? first.because
    : undefined;
}

// A learner on a shared cluster reads none of the endpoints.
function networkOf(live: Live): Network | undefined {
  const slices = live.of('EndpointSlice') as unknown as Slice[];
  if (slices.length === 0) return undefined;
  const namespaces = live.of('Namespace').map(({ metadata }) => metadata);
  return {
    services: live.of('Service') as unknown as Service[],
    slices,
    pods: live.of('Pod') as unknown as LivePod[],
    policies: live.of('NetworkPolicy').map(parsePolicy),
    namespaces: new Map(namespaces.map(({ name, labels = {} }) => [name, labels])),
  };
}

function nodeEnds(live: Live): Endpoint[] {
  return live.of('Node').flatMap((node) => {
    const address = nodeAddress(node, 'InternalIP');
    return address ? addressEnd(node.metadata.name, address) : [];
  });
}

function podEnds(network: Network, namespace: string): Endpoint[] {
  return network.pods
    .filter((pod) => pod.metadata.namespace === namespace && isUp(pod))
    .map((pod) => podEnd(pod, network.namespaces));
}
