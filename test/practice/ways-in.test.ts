import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { nodesGroupOf } from '../../aws/security-group/nodes-group.ts';
import { change } from '../../aws/security-group/security-group.ts';
import { at, list } from '../../checks/values.ts';
import type { ControlPlane } from '../../control-plane/control-plane.ts';
import { freePort } from '../../control-plane/ports.ts';
import { until } from '../../control-plane/until.ts';
import { awsCommand, prepareAws } from '../../scripts/practice/aws/aws-command.ts';
import { playedAccount } from '../../scripts/practice/aws/played-account.ts';
import { KUBELET_FLAGS, type PlayedPods, playPods } from '../../scripts/practice/pods/play-pods.ts';
import { openWays, type Ways } from '../../scripts/practice/ways-in/open-ways.ts';
import { YOUR_ADDRESS } from '../../scripts/practice/your-address.ts';
import { readAll } from '../../scripts/rehearse/live.ts';
import { jenkinsPage, shopPage } from '../../scripts/verify/pages.ts';
import { realProbe } from '../../scripts/verify/probe.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { runningProblems } from '../control-plane/support/running.ts';
import { startWorld, type World } from '../control-plane/support/world.ts';

const NAME = 'sock-shop';
const REGION = 'us-west-2';
const NODE_PORT = 32_000;

let moto: ChildProcess;
let aws: Aws;
let world: World;
let pods: PlayedPods;
let ways: Ways;
const said: string[] = [];

const practising = { apiServerFlags: [...KUBELET_FLAGS], podsWait: true };
const play = async ({ api }: ControlPlane) => {
  pods = await playPods({ api });
};

beforeAll(async () => {
  await startAws();
  aws = new Aws(REGION);
  await makeCluster();
  const overrides = { access: { from: [`${YOUR_ADDRESS}/32`] } };
  world = await startWorld(newestKubernetes, overrides, practising, play);
  const { api } = world.plane;
  await giveAddresses();
  ways = await openWays({ api, aws, cluster: NAME, pods, say: (line) => said.push(line) });
  await world.ok('apply', ...world.everything, '-f', 'jenkins/1-jenkins.k8s.yaml');
  await runningProblems(world.plane);
}, 400_000);

afterAll(async () => {
  await ways?.stop();
  await pods?.stop();
  await world?.stop();
  await aws?.close();
  moto?.kill('SIGKILL');
});

const node = () => '127.100.0.10';
const jenkins = (address: string, port: number) =>
  realProbe.http(`http://${address}:${port}/login`, jenkinsPage);

describe('a node port', () => {
  const url = () => jenkins(node(), NODE_PORT);

  beforeAll(() => world.ok('apply', '-f', 'exercises/4-service-nodeport.k8s.yaml'));

  test('does not answer until the security group lets you in, as on AWS', async () => {
    expect(await eventually(async () => answering(await url(), 'no answer within 5 s'))).toEqual(
      [],
    );
    expect(said.join('\n')).toContain('npm run nodeport -- open');
    await open(NODE_PORT);
    expect(await url()).toMatchObject({ answered: true });
  });

  test('is refused where the selector finds no pod, and where the port is another', async () => {
    await patchService({ spec: { selector: { app: 'jenkin' } } });
    expect(await eventually(async () => answering(await url(), 'ECONNRESET'))).toEqual([]);
    await patchService({ spec: { selector: { app: 'jenkins' } } });
    expect(await eventually(async () => answered(await url()))).toEqual([]);
  });

  test('does not answer where a policy keeps the nodes out', async () => {
    const policy = 'networkpolicy/jenkins';
    await world.ok(
      'patch',
      policy,
      '-n',
      'dev-bc-svc',
      '--type=merge',
      '-p',
      '{"spec":{"ingress":[]}}',
    );
    expect(await url()).toMatchObject({ says: expect.stringContaining('no answer within 5 s') });
    await world.ok('apply', '-f', 'jenkins/1-jenkins.k8s.yaml');
    expect(await url()).toMatchObject({ answered: true });
  });

  test('is gone with its Service', async () => {
    await world.ok('delete', '-f', 'exercises/4-service-nodeport.k8s.yaml');
    const problems = await eventually(async () => answering(await url(), 'ECONNREFUSED'));
    expect(problems).toEqual([]);
  });
});

describe('a load balancer', () => {
  test('gets a name, is in AWS with the tags of the one who made it, and answers', async () => {
    await world.ok('apply', '-f', 'exercises/5-service-loadbalancer.k8s.yaml');
    const host = await hostOf('service/jenkins', 'dev-bc-svc');
    expect(host).toMatch(/\.elb\.us-west-2\.localhost$/);
    const { Tags, DNSName } = await balancer('dev-bc-svc/jenkins');
    expect(DNSName).toBe(host);
    expect(Tags).toEqual(
      expect.arrayContaining([{ Key: `kubernetes.io/cluster/${NAME}`, Value: 'owned' }]),
    );
    expect(await jenkins(host, 8080)).toMatchObject({ answered: true });
  });

  test('answers nobody outside of loadBalancerSourceRanges', async () => {
    const host = await hostOf('service/jenkins', 'dev-bc-svc');
    await patchService({ spec: { loadBalancerSourceRanges: ['203.0.113.10/32'] } });
    expect(await jenkins(host, 8080)).toMatchObject({
      says: expect.stringContaining('no answer within 5 s'),
    });
    await world.ok('apply', '-f', 'exercises/5-service-loadbalancer.k8s.yaml');
    expect(await jenkins(host, 8080)).toMatchObject({ answered: true });
  });

  test('is gone with its namespace, which waits for it', async () => {
    await world.ok('delete', 'namespace', 'dev-bc-svc', '--timeout=60s');
    expect(await balancersOf('dev-bc-svc/jenkins')).toEqual([]);
  });
});

describe('the Ingress', () => {
  test('has the address of its controller, and shows the shop', async () => {
    const host = await hostOf('ingress/sock-shop-ingress', 'sock-shop');
    expect(host).toBe(await hostOf('service/nginx-ingress', 'nginx-ingress'));
    expect(await realProbe.http(`http://${host}/`, shopPage)).toMatchObject({ answered: true });
  });

  test('without its class shows nothing, and without its controller neither', async () => {
    const host = await hostOf('ingress/sock-shop-ingress', 'sock-shop');
    const shop = () => realProbe.http(`http://${host}/`, shopPage);
    await patchIngress({ spec: { ingressClassName: 'other' } });
    expect((await shop()).says).toContain('answers 404');
    await patchIngress({ spec: { ingressClassName: 'nginx' } });
    await world.ok('scale', 'deployment/nginx-ingress', '-n', 'nginx-ingress', '--replicas=0');
    expect(await eventually(async () => answering(await shop(), 'ECONNRESET'), 30)).toEqual([]);
    await world.ok('scale', 'deployment/nginx-ingress', '-n', 'nginx-ingress', '--replicas=1');
    expect(await eventually(async () => answered(await shop()), 30)).toEqual([]);
  });
});

type Answer = Awaited<ReturnType<typeof realProbe.http>>;

function answering({ says }: Answer, what: string): string[] {
  return says.includes(what) ? [] : [says];
}

function answered(answer: Answer): string[] {
  return answer.answered ? [] : [answer.says];
}

async function startAws(): Promise<void> {
  const { python } = await prepareAws();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: playedAccount.accessKey,
    AWS_SECRET_ACCESS_KEY: playedAccount.secretKey,
    AWS_REGION: REGION,
  });
  const { path, args, env } = awsCommand(python, { port });
  moto = spawn(path, [...args], { env: { ...process.env, ...env }, stdio: 'ignore' });
  const asked = async () => (await fetch(`${url}/moto-api/data.json`).catch(() => undefined))?.ok;
  await until('the start of the played AWS', 60, async () => (await asked()) ?? false);
}

async function makeCluster(): Promise<void> {
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

async function giveAddresses(): Promise<void> {
  const nodes = await readAll(world.plane.api, '/api/v1/nodes');
  for (const [index, one] of nodes.entries()) {
    const addresses = [
      ...list(at(one, 'status', 'addresses')),
      { type: 'ExternalIP', address: `127.100.0.${10 + index}` },
    ];
    await world.plane.api('PATCH', `/api/v1/nodes/${one.metadata.name}/status`, {
      status: { addresses },
    });
  }
}

async function open(port: number): Promise<void> {
  const cluster = await findCluster(aws, NAME);
  const rule = { first: port, last: port, range: `${YOUR_ADDRESS}/32` };
  const changes = { open: [rule], close: [], stay: [], byOthers: [] };
  await change(aws, nodesGroupOf(cluster!), NAME, changes);
}

async function hostOf(object: string, namespace: string): Promise<string> {
  const path = 'jsonpath={.status.loadBalancer.ingress[0].hostname}';
  let host = '';
  await until(`a name of ${object}`, 30, async () => {
    host = await world.ok('get', object, '-n', namespace, '-o', path);
    return host !== '';
  });
  return host;
}

async function balancersOf(service: string) {
  const elbv2 = await aws.elbv2();
  const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({});
  const all = await Promise.all(
    LoadBalancers.map(async ({ LoadBalancerArn = '', DNSName }) => {
      const { TagDescriptions } = await elbv2.describeTags({ ResourceArns: [LoadBalancerArn] });
      return { DNSName, Tags: TagDescriptions?.[0]?.Tags ?? [] };
    }),
  );
  return all.filter(({ Tags }) =>
    Tags.some(({ Key, Value }) => Key === 'kubernetes.io/service-name' && Value === service),
  );
}

async function balancer(service: string) {
  const [first] = await balancersOf(service);
  if (!first) throw new Error(`no load balancer of ${service}`);
  return first;
}

const patchService = (change: object) =>
  world.ok(
    'patch',
    'service/jenkins',
    '-n',
    'dev-bc-svc',
    '--type=merge',
    '-p',
    JSON.stringify(change),
  );

const patchIngress = (change: object) =>
  world.ok(
    'patch',
    'ingress/sock-shop-ingress',
    '-n',
    'sock-shop',
    '--type=merge',
    '-p',
    JSON.stringify(change),
  );
