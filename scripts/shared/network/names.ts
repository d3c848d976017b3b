import { allows } from '../../../checks/network/evaluate.ts';
import { dnsAddress, serviceRanges } from '../../../tables/service-ranges.ts';
import { type LivePod, nameOf } from '../live-objects.ts';
import { podEnd } from './pod-end.ts';
import { endpointsOf, stopped, type Stopped } from './reach.ts';
import type { Network, Service } from './read.ts';

const CLUSTER_DOMAIN = 'cluster.local';

/** What a name means to a pod: a Service, or a host outside the cluster. */
export type Meaning =
  { readonly service: Service } | { readonly outside: string; readonly through?: Service };

/** Looks a name up as a pod does: it must reach the cluster's DNS, and the name must be known there. */
export function lookUp(network: Network, from: LivePod, host: string): Meaning | Stopped {
  return reachesDns(network, from) ?? meaningOf(network, from.metadata.namespace ?? '', host);
}

/** The address at which pods ask the cluster's DNS. */
export function dnsAddressOf(network: Network): string {
  return dnsOf(network)?.spec.clusterIP ?? dnsAddress(serviceRanges[0]);
}

function dnsOf({ services }: Network): Service | undefined {
  return services.find(
    ({ metadata }) => metadata.namespace === 'kube-system' && metadata.name === 'kube-dns',
  );
}

function reachesDns(network: Network, from: LivePod): Stopped | undefined {
  const dns = dnsOf(network);
  const port = dns?.spec.ports?.find((one) => one.protocol === 'UDP' && one.port === 53);
  const servers = dns && port ? endpointsOf(network, dns, port) : [];
  const [first] = servers;
  if (!first) return stopped('silent', 'the cluster has no DNS that is ready, so no name is found');
  const caller = podEnd(from, network.namespaces);
  const verdicts = servers.map(({ pod, port: number }) =>
    allows(network.policies, caller, podEnd(pod, network.namespaces), number, 'UDP'),
  );
  if (verdicts.some(({ allowed }) => allowed)) return undefined;
  return stopped(
    'silent',
    `${nameOf(from)} may not ask the cluster's DNS, so it finds no name: ${verdicts[0]?.because}`,
  );
}

function meaningOf({ services }: Network, own: string, host: string): Meaning | Stopped {
  const inside = host.replace(/\.$/, '').replace(new RegExp(`\\.${CLUSTER_DOMAIN}$`), '');
  const [name = '', namespace = own, kind = 'svc', ...more] = inside.split('.');
  const isShort = kind === 'svc' && more.length === 0;
  const service = isShort
    ? services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)
    : undefined;
  if (service?.spec.type === 'ExternalName') {
    return { outside: service.spec.externalName ?? '', through: service };
  }
  if (service) return { service };
  const isOutside = host.includes('.') && !host.endsWith(CLUSTER_DOMAIN) && !host.endsWith('.svc');
  if (isOutside) return { outside: host };
  return stopped('unknown', `there is no Service ${name} in the namespace ${namespace}`);
}
