import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadAll } from 'js-yaml';
import { at, textEntries } from '../../checks/values.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { type LiveObject, readAll } from '../../scripts/shared/live-objects.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { runningProblems } from '../control-plane/support/running.ts';
import { startWorld, type World } from '../control-plane/support/world.ts';
import { useAccount } from '../moto/support/account.ts';
import { clusterOnAws } from '../moto/support/cluster-on-aws.ts';
import { motoOf } from '../moto/support/straight.ts';
import { find } from '../support/objects.ts';
import { type AsPod, runAsPod } from './support/as-pod.ts';
import { askedBy, audited } from './support/audit.ts';
import { passOn } from './support/network.ts';

const NAME = 'aws-load-balancer-controller';
const CHART = join(process.env.CONTROLLERS ?? '', NAME, 'chart.yaml');
const CERTIFICATES = '/run/certificates';
const IMAGE_USER = 65532;

let world: World;
let controller: AsPod;
let webhooks: Server;

// Before the account, which gives this process a home where no control plane is built.
beforeAll(async () => {
  world = await startWorld(newestKubernetes, { ingress: { controller: 'alb' } }, audited);
});

const account = useAccount();

beforeAll(async () => {
  const { vpc } = await clusterOnAws(account);
  // moto has no Shield; the controller asks ten times before it goes on without.
  account.front.usually('shield:GetSubscriptionState', () => ({
    body: { SubscriptionState: 'INACTIVE' },
  }));
  await world.ok('apply', ...world.everything);
  await world.ok('apply', '--server-side', '-f', CHART);
  await runningProblems(world.plane);
  const chart = (loadAll(readFileSync(CHART, 'utf8')) as (KubeObject | null)[]).filter(
    (object) => object !== null,
  );
  controller = await runAsPod(world, find(chart, 'Deployment', NAME), NAME, {
    mounts: { [CERTIFICATES]: certificates(find(chart, 'Secret', 'aws-load-balancer-tls')) },
    variables: {
      AWS_ENDPOINT_URL: account.front.url,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    flags: { 'aws-vpc-id': vpc },
    more: [`--webhook-cert-dir=${CERTIFICATES}`],
    imageUser: IMAGE_USER,
  });
  const path = '/api/v1/namespaces/kube-system/services/aws-load-balancer-webhook-service';
  const { body } = await world.plane.api('GET', path);
  webhooks = await passOn(
    { address: String(at(body, 'spec', 'clusterIP')), port: 443 },
    { address: controller.address, port: 9443 },
  );
});

afterAll(async () => {
  webhooks?.close();
  await world?.stop();
});

function certificates(secret: KubeObject): string {
  const folder = join(world.root, 'certificates-of-webhooks');
  mkdirSync(folder);
  for (const [name, value] of textEntries(secret.data)) {
    writeFileSync(join(folder, name), Buffer.from(value, 'base64'));
  }
  return folder;
}

test('it gets ready by its own probe', async () => {
  expect(await eventually(() => controller.problems('readinessProbe'), 60)).toEqual([]);
});

test('it gives the Ingress the address of a load balancer', async () => {
  const problems = async () => {
    const path = '/apis/networking.k8s.io/v1/namespaces/sock-shop/ingresses';
    const [own] = await readAll<LiveObject>(world.plane.api, path);
    const name = at(own, 'status', 'loadBalancer', 'ingress', 0, 'hostname');
    return name === undefined ? ['not an address', ...controller.lastLines()] : [];
  };
  expect(await eventually(problems, 120)).toEqual([]);
});

test('it lets in the ranges of access.from, and no others', async () => {
  const elbv2 = await motoOf(account).elbv2();
  const ec2 = await motoOf(account).ec2();
  const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({});
  const [alb] = LoadBalancers.filter(({ Type }) => Type === 'application');
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({
    GroupIds: alb?.SecurityGroups,
  });
  const ranges = SecurityGroups.flatMap(({ IpPermissions = [] }) =>
    IpPermissions.flatMap(({ FromPort, IpRanges = [], Ipv6Ranges = [] }) =>
      [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)].map(
        (range) => `${range} to ${FromPort}`,
      ),
    ),
  );
  expect(alb?.Scheme).toBe('internet-facing');
  expect(ranges).toEqual(world.synthesized.config?.access.from.map((range) => `${range} to 80`));
});

test('the API server refuses it nothing', () => {
  expect(askedBy(world.plane, 'kube-system', NAME)).not.toEqual([]);
  expect(askedBy(world.plane, 'kube-system', NAME, 403)).toEqual([]);
});
