import type { Aws } from '../../../aws/clients.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import type { PortRule } from '../../../aws/security-group/rule.ts';
import { presentRules } from '../../../aws/security-group/security-group.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { readAll } from '../../shared/live-objects.ts';
import { stopped, type Way } from '../../shared/network/reach.ts';
import { type Network, readNetwork } from '../../shared/network/read.ts';
import type { Web } from '../pods/web.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import type { Door } from './doors.ts';
import { type Say, settle } from './entrance.ts';
import { letsIn, type NodeAt, nodeAt, throughNode } from './judge.ts';

const LOOPBACK = /^127\./;

export interface NodePortsOptions {
  readonly api: ApiRequest;
  readonly aws: Aws;
  readonly cluster: string;
  readonly web: Web;
  readonly say: Say;
}

/** A door at each node's outer address for each node port of the Services. */
export function nodePortDoors(
  network: Network,
  nodes: readonly NodeAt[],
  options: NodePortsOptions,
): Door[] {
  const owners = new Map(
    network.services.flatMap((service) =>
      (service.spec.ports ?? []).flatMap(({ nodePort }) =>
        nodePort === undefined ? [] : [[nodePort, service] as const],
      ),
    ),
  );
  return nodes.flatMap(({ name, outside }) => {
    if (outside === undefined || !LOOPBACK.test(outside)) return [];
    return [...owners].map(([port, object]): Door => ({
      address: outside,
      port,
      owner: { apiVersion: 'v1', kind: 'Service', object },
      take: async (connection) => {
        const way = await wayTo(name, port, options);
        settle(connection, way, options.web, `http://${outside}:${port}`, options.say);
      },
    }));
  });
}

// Asked anew for each connection: a rule or a label may have changed just now.
async function wayTo(
  name: string,
  port: number,
  { api, aws, cluster }: NodePortsOptions,
): Promise<Way> {
  const rules = await groupRules(aws, cluster);
  if (!letsIn(rules, YOUR_ADDRESS, port)) {
    return stopped(
      'silent',
      `the nodes' security group does not let ${YOUR_ADDRESS} in to port ${port}: npm run nodeport -- open`,
    );
  }
  const [network, nodes] = await Promise.all([readNetwork(api), readAll(api, '/api/v1/nodes')]);
  const node = nodes.map(nodeAt).find((one) => one.name === name);
  const service = network.services.find(({ spec }) =>
    spec.ports?.some(({ nodePort }) => nodePort === port),
  );
  if (!node || !service) return stopped('refused', `no Service has the node port ${port}`);
  return throughNode(network, service, port, node, YOUR_ADDRESS);
}

async function groupRules(aws: Aws, cluster: string): Promise<PortRule[]> {
  const group = (await findCluster(aws, cluster))?.resourcesVpcConfig?.clusterSecurityGroupId;
  if (!group) return [];
  const { ours, others } = await presentRules(aws, group, cluster);
  return [...ours, ...others];
}
