import type { Aws } from '../../../aws/clients.ts';
import { at } from '../../../checks/values.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { readAll } from '../../shared/live-objects.ts';
import { readIngresses } from '../../shared/network/ingress.ts';
import { readNetwork } from '../../shared/network/read.ts';
import type { PlayedPods } from '../pods/play-pods.ts';
import { Repeated } from '../repeat.ts';
import { Balancers } from './balancers.ts';
import { Doors } from './doors.ts';
import type { Entrance, Say } from './entrance.ts';
import { frontDoors } from './fronts.ts';
import { balanceIngresses, tellIngresses } from './ingresses.ts';
import { nodeAt } from './judge.ts';
import { tellMoved } from './moved.ts';
import { nodePortDoors } from './node-ports.ts';
import { type Balancing, balanceServices } from './services.ts';

const PAUSE_MS = 1000;
const CONTROLLER = 'aws-load-balancer-controller';

export interface Ways {
  /** The load balancers that are open now. */
  entrances(): readonly Entrance[];
  stop(): Promise<void>;
}

export interface WaysOptions {
  readonly api: ApiRequest;
  readonly aws: Aws;
  readonly cluster: string;
  readonly pods: PlayedPods;
  /** Told why something is not reached, and where else a port had to be opened; the same only once. */
  readonly say?: Say;
  /** Told what failed on practice's own side. */
  readonly trouble?: Say;
}

/**
 * Opens the ways into a cluster on addresses of loopback: the node ports, the load balancers of Services, and Ingresses.
 * Each answers only what AWS and Kubernetes would let through for the address of practice's user.
 */
export async function openWays(options: WaysOptions): Promise<Ways> {
  const { api, aws, cluster, pods } = options;
  const say = once(options.say ?? (() => {}));
  const trouble = once(options.trouble ?? (() => {}));
  const doors = new Doors();
  const { web } = pods;
  const balancing: Balancing = { api, balancers: new Balancers(aws, cluster), cluster, web, say };
  let entrances: readonly Entrance[] = [];
  const round = async () => {
    const network = await readNetwork(api);
    const nodes = (await readAll(api, '/api/v1/nodes')).map(nodeAt);
    const ingresses = await readIngresses(api);
    const hasController = await isReady(api, CONTROLLER);
    entrances = [
      ...(await balanceServices(network, hasController, balancing)),
      ...(await balanceIngresses(ingresses, hasController, balancing)),
    ];
    await tellIngresses(network, ingresses, balancing);
    const wanted = [
      ...nodePortDoors(network, nodes, { api, aws, cluster, web, say }),
      ...frontDoors(entrances),
    ];
    await tellMoved(api, await doors.set(wanted), wanted, entrances, say);
  };
  // A control plane that starts again, or goes away: the next round sees.
  const rounds = new Repeated(round, PAUSE_MS, trouble);
  return {
    entrances: () => entrances,
    stop: async () => {
      await rounds.stop();
      await doors.stop();
    },
  };
}

async function isReady(api: ApiRequest, deployment: string): Promise<boolean> {
  const path = `/apis/apps/v1/namespaces/kube-system/deployments/${deployment}`;
  const { status, body } = await api('GET', path);
  return status === 200 && Number(at(body, 'status', 'readyReplicas') ?? 0) > 0;
}

function once(say: Say): Say {
  const said = new Set<string>();
  return (line) => {
    if (said.has(line)) return;
    said.add(line);
    say(line);
  };
}
