import { ingressControllers } from '../../../charts/ingress/controllers.ts';
import { albController } from '../../../checks/references/ingress-controllers.ts';
import { holds } from '../../../config/cidr.ts';
import { readAll } from '../../shared/live-objects.ts';
import { addressEnd } from '../../shared/network/address-end.ts';
import type { Ingress, Ingresses } from '../../shared/network/ingress.ts';
import { endpointsOf } from '../../shared/network/reach.ts';
import { type Network, readNetwork } from '../../shared/network/read.ts';
import { throughIngress } from '../pods/pages/through-ingress.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { type Wanted, wantedForIngress } from './balancers.ts';
import { staySilent } from './doors.ts';
import type { Entrance } from './entrance.ts';
import { hasFinalizer, setFinalizer } from './finalizer.ts';
import { nodeAt } from './judge.ts';
import { type Balancing, hostTold, tellHost } from './services.ts';

const FINALIZER = 'ingress.k8s.aws/resources';
const RANGES = 'alb.ingress.kubernetes.io/inbound-cidrs';
const ALB = 'an Application Load Balancer of AWS';

/** Gives the Ingresses of each controller its address, once the controller is ready. */
export async function tellIngresses(
  network: Network,
  ingresses: Ingresses,
  { api }: Balancing,
): Promise<void> {
  for (const { controller, namespace, service: name } of Object.values(ingressControllers)) {
    const service = network.services.find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
    );
    const host = service && hostTold(service);
    const [port] = service?.spec.ports ?? [];
    if (!host || !port || endpointsOf(network, service, port).length === 0) continue;
    for (const ingress of ingresses.servedBy(controller)) {
      await tellHost(api, pathOf(ingress), ingress, host);
    }
  }
}

/** Makes and removes the load balancers of the AWS Load Balancer Controller's Ingresses; tells which there are now. */
export async function balanceIngresses(
  ingresses: Ingresses,
  hasController: boolean,
  balancing: Balancing,
): Promise<Entrance[]> {
  const { api, balancers, cluster } = balancing;
  const entrances: Entrance[] = [];
  const served = hasController ? ingresses.servedBy(albController) : [];
  for (const ingress of ingresses.all) {
    const wanted = wantedForIngress(ingress, cluster);
    if (served.includes(ingress) && ingress.metadata.deletionTimestamp === undefined) {
      await setFinalizer(api, pathOf(ingress), ingress, FINALIZER, true);
      const { host } = await balancers.ensure(wanted);
      await tellHost(api, pathOf(ingress), ingress, host);
      entrances.push(entrance(ingress, wanted, host, balancing));
    } else if (hasFinalizer(ingress, FINALIZER)) {
      await balancers.remove(wanted);
      await setFinalizer(api, pathOf(ingress), ingress, FINALIZER, false);
    }
  }
  return entrances;
}

function entrance(
  ingress: Ingress,
  { ports }: Wanted,
  host: string,
  { api, web, say }: Balancing,
): Entrance {
  return {
    host,
    owner: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', object: ingress },
    ports,
    enter: async (connection, port) => {
      const written = ingress.metadata.annotations?.[RANGES] ?? '0.0.0.0/0';
      const ranges = written.split(',').map((range) => range.trim());
      if (!ranges.some((range) => holds(range, `${YOUR_ADDRESS}/32`))) {
        say(`http://${host}:${port}: no answer, because it lets in ${ranges.join(', ')} alone`);
        return staySilent(connection);
      }
      const [node] = (await readAll(api, '/api/v1/nodes')).map(nodeAt);
      const caller = addressEnd('the load balancer', node?.inside ?? '0.0.0.0');
      const ask = (...next: Parameters<typeof web.ask>) => web.ask(...next);
      web.serve(connection, async (asked) => {
        const now = await readNetwork(api);
        return throughIngress(asked, { network: now, served: [ingress], caller, from: ALB, ask });
      });
    },
  };
}

function pathOf({ metadata }: Ingress): string {
  return `/apis/networking.k8s.io/v1/namespaces/${metadata.namespace}/ingresses/${metadata.name}`;
}
