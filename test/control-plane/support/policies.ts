import {
  allows,
  type Endpoint,
  parsePolicy,
  type PodEnd,
} from '../../../checks/network/evaluate.ts';
import { neededCalls } from '../../../checks/network/needed-calls.ts';
import { podEnd } from '../../../scripts/shared/network/pod-end.ts';
import { type LiveObject, type LivePod, readAll } from '../../../scripts/shared/live-objects.ts';
import type { World } from './world.ts';

const stranger: PodEnd = {
  kind: 'pod',
  name: 'a stranger',
  namespace: 'default',
  namespaceLabels: { 'kubernetes.io/metadata.name': 'default' },
  labels: {},
  ports: [{ port: 80, protocol: 'TCP' }],
};

/**
 * What is wrong by the NetworkPolicies as the API server keeps them: needed calls that are cut, and pods outside of
 * kube-system that a stranger may call or that may call one. Nothing here enforces policies; they are evaluated.
 */
export async function policyProblems({ plane, synthesized }: World): Promise<string[]> {
  const read = <T extends LiveObject>(path: string) => readAll<T>(plane.api, path);
  const [kept, pods, namespaces] = await Promise.all([
    read('/apis/networking.k8s.io/v1/networkpolicies'),
    read<LivePod>('/api/v1/pods'),
    read('/api/v1/namespaces'),
  ]);
  const policies = kept.map(parsePolicy);
  const judge = (from: Endpoint, to: Endpoint, port: number) =>
    allows(policies, from, to, port, 'TCP');
  const labels = new Map(namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const cut = neededCalls(synthesized).flatMap(({ from, to, ports, optional, why }) => {
    const passes = ports.some(
      ({ port, protocol }) => allows(policies, from, to, port, protocol).allowed,
    );
    return optional || passes ? [] : [`${from.name} can't call ${to.name}, though ${why}`];
  });
  const open = pods
    .filter(({ metadata }) => metadata.namespace !== 'kube-system')
    .flatMap((pod) => {
      const end = podEnd(pod, labels);
      return [
        ...end.ports
          .filter(({ port }) => judge(stranger, end, port).allowed)
          .map(({ port }) => `${end.name} lets a stranger in on ${port}`),
        ...(judge(end, stranger, 80).allowed ? [`${end.name} may call a stranger`] : []),
      ];
    });
  return [...cut, ...open];
}
