import { Aws } from '../../../aws/clients.ts';
import { at, list } from '../../../checks/values.ts';
import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import {
  KUBELET_FLAGS,
  type PlayedPods,
  playPods,
} from '../../../scripts/practice/pods/play-pods.ts';
import { openWays, type Ways } from '../../../scripts/practice/ways-in/open-ways.ts';
import { MOVED_BY } from '../../../scripts/practice/low-ports.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { readAll } from '../../../scripts/shared/live-objects.ts';
import type { Page } from '../../../scripts/verify/pages.ts';
import { realProbe } from '../../../scripts/verify/probe.ts';
import { newestKubernetes } from '../../../tables/kubernetes.ts';
import type { Overrides } from '../../support/configs.ts';
import { startWorld, type World } from '../../control-plane/support/world.ts';
import { REGION, startPlayedAws } from './played-aws.ts';

export const NAME = 'sock-shop';

/** A control plane with practice's pods and ways in, beside the played AWS: a cluster that is there in name only. */
export interface PlayedWorld {
  readonly world: World;
  readonly pods: PlayedPods;
  readonly aws: Aws;
  /** What the ways in said. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

/** What practice asks of a control plane. */
export const practising = { apiServerFlags: [...KUBELET_FLAGS], podsWait: true };

export async function startPlayedWorld(more: Overrides = {}): Promise<PlayedWorld> {
  const played = await startPlayedAws();
  process.env.AWS_REGION = REGION;
  const aws = new Aws(REGION);
  await makeCluster(aws);
  const said: string[] = [];
  const parts: { pods?: PlayedPods; ways?: Ways } = {};
  const begin = async (plane: ControlPlane) => {
    parts.pods = await playPods({ api: plane.api });
  };
  const overrides = { access: { from: [`${YOUR_ADDRESS}/32`] }, ...more };
  const world = await startWorld(newestKubernetes, overrides, practising, begin);
  const { api } = world.plane;
  await giveAddresses(world);
  const pods = parts.pods!;
  const say = (line: string) => void said.push(line);
  const ways = await openWays({ api, aws, cluster: NAME, pods, say });
  return {
    world,
    pods,
    aws,
    said,
    stop: async () => {
      await ways.stop();
      await pods.stop();
      await world.stop();
      await aws.close();
      await played.stop();
    },
  };
}

async function makeCluster(aws: Aws): Promise<void> {
  const ec2 = await aws.ec2();
  const { Subnets = [] } = await ec2.describeSubnets({});
  const iam = await aws.iam();
  const trust = { Version: '2012-10-17', Statement: [] };
  const { Role } = await iam.createRole({
    RoleName: 'cluster',
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  const eks = await aws.eks();
  await eks.createCluster({
    name: NAME,
    roleArn: Role?.Arn,
    resourcesVpcConfig: { subnetIds: Subnets.flatMap(({ SubnetId }) => SubnetId ?? []) },
  });
}

async function giveAddresses({ plane }: World): Promise<void> {
  for (const [index, one] of (await readAll(plane.api, '/api/v1/nodes')).entries()) {
    const addresses = [
      ...list(at(one, 'status', 'addresses')),
      { type: 'ExternalIP', address: `127.100.0.${10 + index}` },
    ];
    const path = `/api/v1/nodes/${one.metadata.name}/status`;
    await plane.api('PATCH', path, { status: { addresses } });
  }
}

/** Asks a load balancer as programs in the shell of practice do: higher up where its port could not be opened. */
export async function askBalancer(host: string, port: number, path: string, page: Page) {
  const answer = await realProbe.http(`http://${host}:${port}${path}`, page);
  if (!/ECONN(REFUSED|RESET)/.test(answer.says)) return answer;
  const moved = await realProbe.http(`http://${host}:${port + MOVED_BY}${path}`, page);
  return moved.says.includes('ECONNREFUSED') ? answer : moved;
}
