import type { PodEnd } from '../../../checks/network/evaluate.ts';
import { at, fields, list, text } from '../../../checks/values.ts';
import { type LivePod, nameOf } from '../live-objects.ts';

/** A pod that runs, as one end of a call. */
export function podEnd(
  pod: LivePod,
  namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>,
): PodEnd {
  const namespace = pod.metadata.namespace ?? '';
  return {
    kind: 'pod',
    name: nameOf(pod),
    namespace,
    namespaceLabels: namespaces.get(namespace) ?? {},
    labels: pod.metadata.labels ?? {},
    ports: portsOf(pod),
  };
}

/** The ports that the containers of a pod declare. */
export function portsOf({ spec }: LivePod): PodEnd['ports'] {
  const ports = list(spec.containers).flatMap((container) => list(at(container, 'ports')));
  return ports.map(fields).map(({ name, containerPort, protocol }) => ({
    name: text(name),
    port: Number(containerPort),
    protocol: text(protocol) ?? 'TCP',
  }));
}
