import { allows, type Endpoint } from '../../../checks/network/evaluate.ts';
import { matches, showSelector } from '../../../checks/selectors.ts';
import { type LivePod, nameOf, isUp } from '../live-objects.ts';
import { podEnd, portsOf } from './pod-end.ts';
import type { Network, Service, ServicePort } from './read.ts';

/** Where a call ends: at a pod's port, or before, and how the caller would notice. */
export type Way =
  | {
      readonly reached: true;
      readonly pod: LivePod;
      readonly port: number;
      readonly because: string;
    }
  | Stopped;

export interface Stopped {
  readonly reached: false;
  /** No such name, refused at once, or no answer at all. */
  readonly how: 'unknown' | 'refused' | 'silent';
  readonly because: string;
}

export function stopped(how: Stopped['how'], because: string): Stopped {
  return { reached: false, how, because };
}

/** Follows a call to a Service's port: to an endpoint, by the policies of both ends, to a port that is listened on. */
export function throughService(
  network: Network,
  service: Service,
  wanted: number | string,
  from: Endpoint,
): Way {
  const what = `Service ${nameOf(service)}`;
  const { ports = [] } = service.spec;
  const port = ports.find((one) => one.port === wanted || one.name === wanted);
  if (!port) {
    const known = ports.map((one) => one.port).join(', ');
    return stopped('silent', `${what} has no port ${wanted}; it has ${known || 'none'}`);
  }
  const targets = endpointsOf(network, service, port);
  if (targets.length === 0) return stopped('refused', whyNone(network, service, port));
  const ways = targets.map(({ pod, port: number }) => toPod(network, from, pod, number));
  return ways.find(({ reached }) => reached) ?? ways[0]!;
}

/** Follows a call to a pod's own port. */
export function toPod(network: Network, from: Endpoint, pod: LivePod, port: number): Way {
  const { allowed, because } = allows(
    network.policies,
    from,
    podEnd(pod, network.namespaces),
    port,
    'TCP',
  );
  if (!allowed) return stopped('silent', because);
  const open = portsOf(pod).map((one) => one.port);
  if (!open.includes(port)) {
    const listens = open.length > 0 ? `listens on ${open.join(', ')}` : 'listens on no port';
    return stopped('refused', `pod ${nameOf(pod)} ${listens}, not on ${port}`);
  }
  return { reached: true, pod, port, because };
}

/** The pods behind a Service's port that are ready, with their own port. */
export function endpointsOf(
  { slices, pods }: Network,
  service: Service,
  port: ServicePort,
): { readonly pod: LivePod; readonly port: number }[] {
  const { namespace, name } = service.metadata;
  return slices
    .filter(
      ({ metadata }) =>
        metadata.namespace === namespace &&
        metadata.labels?.['kubernetes.io/service-name'] === name,
    )
    .flatMap((slice) => {
      const target = slice.ports?.find((one) => (one.name ?? '') === (port.name ?? ''))?.port;
      if (target === undefined) return [];
      return (slice.endpoints ?? []).flatMap(({ conditions, targetRef }) => {
        const pod = pods.find(
          ({ metadata }) => metadata.namespace === namespace && metadata.name === targetRef?.name,
        );
        return pod && conditions?.ready ? [{ pod, port: target }] : [];
      });
    });
}

function whyNone({ pods }: Network, service: Service, port: ServicePort): string {
  const what = `Service ${nameOf(service)}`;
  const { selector } = service.spec;
  if (!selector) return `${what} has no selector, so there is no pod behind it`;
  const own = pods.filter(({ metadata }) => metadata.namespace === service.metadata.namespace);
  const asked = { matchLabels: selector };
  const selected = own.filter(({ metadata }) => matches(asked, metadata.labels ?? {}));
  if (selected.length === 0) {
    return `${what} selects ${showSelector(asked)}, and no pod in its namespace has that`;
  }
  if (!selected.some(isUp)) {
    const names = selected.map(({ metadata }) => metadata.name);
    return `${what} selects ${names.join(', ')}, and no pod of them is ready`;
  }
  return `${what} leads to the port ${port.targetPort ?? port.port}, which its pods do not have`;
}
