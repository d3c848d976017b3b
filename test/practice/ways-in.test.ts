import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { nodesGroupOf } from '../../aws/security-group/nodes-group.ts';
import { change } from '../../aws/security-group/security-group.ts';
import { until } from '../../control-plane/until.ts';
import { YOUR_ADDRESS } from '../../config/practice.ts';
import { jenkinsPage, shopPage } from '../../scripts/verify/pages.ts';
import { realProbe } from '../../scripts/verify/probe.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { runningProblems } from '../control-plane/support/running.ts';
import type { World } from '../control-plane/support/world.ts';
import { askBalancer, NAME, type PlayedWorld, startPlayedWorld } from './support/played-world.ts';

const NODE_PORT = 32_000;

let played: PlayedWorld;
let world: World;
let aws: Aws;

beforeAll(async () => {
  played = await startPlayedWorld();
  ({ world, aws } = played);
  await world.ok('apply', ...world.everything, '-f', 'jenkins/1-jenkins.k8s.yaml');
  await runningProblems(world.plane);
}, 400_000);

afterAll(() => played?.stop());

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
    expect(played.said.join('\n')).toContain('npm run nodeport -- open');
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
    expect(await askBalancer(host, 8080, '/login', jenkinsPage)).toMatchObject({ answered: true });
  });

  test('answers nobody outside of loadBalancerSourceRanges', async () => {
    const host = await hostOf('service/jenkins', 'dev-bc-svc');
    await patchService({ spec: { loadBalancerSourceRanges: ['203.0.113.10/32'] } });
    expect(await askBalancer(host, 8080, '/login', jenkinsPage)).toMatchObject({
      says: expect.stringContaining('no answer within 5 s'),
    });
    await world.ok('apply', '-f', 'exercises/5-service-loadbalancer.k8s.yaml');
    expect(await askBalancer(host, 8080, '/login', jenkinsPage)).toMatchObject({ answered: true });
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
    expect(await askBalancer(host, 80, '/', shopPage)).toMatchObject({ answered: true });
  });

  test('without its class shows nothing, and without its controller neither', async () => {
    const host = await hostOf('ingress/sock-shop-ingress', 'sock-shop');
    const shop = () => askBalancer(host, 80, '/', shopPage);
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
