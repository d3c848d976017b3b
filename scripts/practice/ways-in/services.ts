import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { at, list, text } from '../../../checks/values.ts';
import { type LiveObject, nameOf, readAll } from '../../shared/live-objects.ts';
import { type Network, readNetwork, type Service } from '../../shared/network/read.ts';
import type { Web } from '../pods/web.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { type Balancers, isByController, wantedFor } from './balancers.ts';
import { type Entrance, type Say, settle } from './entrance.ts';
import { hasFinalizer, setFinalizer } from './finalizer.ts';
import { nodeAt, throughBalancer } from './judge.ts';

// By which the cloud provider and the AWS Load Balancer Controller keep a Service until its load balancer is gone.
const PROVIDERS = 'service.kubernetes.io/load-balancer-cleanup';
const CONTROLLERS = 'service.k8s.aws/resources';
const finalizers = [PROVIDERS, CONTROLLERS];

export interface Balancing {
  readonly api: ApiRequest;
  readonly balancers: Balancers;
  readonly cluster: string;
  readonly web: Web;
  readonly say: Say;
}

/** Makes and removes the load balancers of Services; tells which there are now. */
export async function balanceServices(
  network: Network,
  hasController: boolean,
  balancing: Balancing,
): Promise<Entrance[]> {
  const entrances: Entrance[] = [];
  for (const service of network.services) {
    if (service.metadata.deletionTimestamp === undefined && isBalanced(service, hasController)) {
      entrances.push(await balance(service, balancing));
    } else if (finalizers.some((name) => hasFinalizer(service, name))) {
      await release(service, balancing);
    }
  }
  return entrances;
}

// A class that nobody serves leaves a Service pending.
function isBalanced(service: Service, hasController: boolean): boolean {
  return service.spec.type === 'LoadBalancer' && (!isByController(service) || hasController);
}

async function balance(service: Service, balancing: Balancing): Promise<Entrance> {
  const { api, balancers, cluster, web, say } = balancing;
  const wanted = wantedFor(service, cluster);
  const path = pathOf(service);
  const finalizer = isByController(service) ? CONTROLLERS : PROVIDERS;
  await setFinalizer(api, path, service, finalizer, true);
  const { host } = await balancers.ensure(wanted);
  await tellHost(api, path, service, host);
  return {
    host,
    owner: { apiVersion: 'v1', kind: 'Service', object: service },
    ports: wanted.ports,
    enter: async (connection, port) => {
      const [now, nodes] = await Promise.all([readNetwork(api), readAll(api, '/api/v1/nodes')]);
      const current = now.services.find((one) => nameOf(one) === nameOf(service)) ?? service;
      const way = throughBalancer(now, current, port, nodes.map(nodeAt), YOUR_ADDRESS);
      settle(connection, way, web, `http://${host}:${port}`, say);
    },
  };
}

async function release(service: Service, { api, balancers, cluster }: Balancing): Promise<void> {
  const wanted = wantedFor(service, cluster);
  // What it once was may have gone from its annotations.
  for (const type of ['network', 'classic'] as const) await balancers.remove({ ...wanted, type });
  const path = pathOf(service);
  if (service.metadata.deletionTimestamp === undefined) {
    await api('PATCH', `${path}/status`, { status: { loadBalancer: { ingress: null } } });
  }
  const { body } = await api('GET', path);
  for (const name of finalizers) {
    await setFinalizer(api, path, body as LiveObject, name, false);
  }
}

/** Writes the name of its load balancer into an object's status, where it isn't there yet. */
export async function tellHost(
  api: ApiRequest,
  path: string,
  object: LiveObject,
  host: string,
): Promise<void> {
  if (hostTold(object) === host) return;
  const status = { loadBalancer: { ingress: [{ hostname: host }] } };
  await api('PATCH', `${path}/status`, { status });
}

/** The name of the load balancer that an object's status tells. */
export function hostTold(object: LiveObject): string | undefined {
  return text(at(list(at(object, 'status', 'loadBalancer', 'ingress'))[0], 'hostname'));
}

function pathOf({ metadata }: Service): string {
  return `/api/v1/namespaces/${metadata.namespace}/services/${metadata.name}`;
}
