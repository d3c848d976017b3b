import { type Call, calls } from '../../../charts/sock-shop/call-graph.ts';
import { type LivePod, nameOf, isUp } from '../live-objects.ts';
import { lookUp } from './names.ts';
import { podEnd } from './pod-end.ts';
import { stopped, throughService, type Way } from './reach.ts';
import type { Network } from './read.ts';

/** One of the shop's calls, and how far it came. */
export interface JudgedCall {
  readonly call: Call;
  readonly way: Way;
}

/** Judges every call of the shop as its pods would make it: names, Services, endpoints and policies. */
export function judgeCalls(network: Network, frontEnd: LivePod): JudgedCall[] {
  return calls.map((call) => {
    const from = call.from === 'front-end' ? frontEnd : callerOf(network, frontEnd, call.from);
    return { call, way: from ? judge(network, from, call) : noPod(frontEnd, call.from) };
  });
}

function judge(network: Network, from: LivePod, { to, port }: Call): Way {
  const meaning = lookUp(network, from, to);
  if ('reached' in meaning) return meaning;
  if ('outside' in meaning) return stopped('unknown', `${to} leads out of the cluster`);
  return throughService(network, meaning.service, port, podEnd(from, network.namespaces));
}

function callerOf({ pods }: Network, frontEnd: LivePod, name: string): LivePod | undefined {
  return pods.find(
    (pod) =>
      pod.metadata.namespace === frontEnd.metadata.namespace &&
      pod.metadata.labels?.name === name &&
      isUp(pod),
  );
}

function noPod(frontEnd: LivePod, name: string): Way {
  return stopped('refused', `no pod of ${name} runs beside ${nameOf(frontEnd)}`);
}

/** What an action needs: the first of these calls that does not come through. */
export function firstStopped(
  judged: readonly JudgedCall[],
  needed: readonly (readonly [from: string, to: string])[],
): JudgedCall | undefined {
  return needed
    .map(([from, to]) => judged.find(({ call }) => call.from === from && call.to === to))
    .find((one) => one !== undefined && !one.way.reached);
}
