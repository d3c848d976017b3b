import type { Server } from 'node:http';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findBinary } from '../../control-plane/binaries.ts';
import { readAll } from '../../scripts/shared/live-objects.ts';
import { type Exercise, type Item, stateOf } from '../../scripts/verify/exercise.ts';
import { Memory } from '../../scripts/verify/memory.ts';
import { type Probe, realProbe } from '../../scripts/verify/probe.ts';
import { currentContext } from '../../scripts/verify/context.ts';
import { readCluster } from '../../scripts/verify/read-live.ts';
import { verify } from '../../scripts/verify/verify.ts';
import { eventually } from './support/eventually.ts';
import { PORT_FORWARD_FLAG, portOf, servePorts, startPage } from './support/port-forward.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

const NAMESPACE = 'dev-bc-svc';
const ALL = [1, 2, 3, 4, 5, 6];
// Addresses outside, as nodes and load balancers have them; the probe is led to loopback instead.
const NODE = '198.51.100.20';
const BALANCER = 'jenkins.elb.example.com';
const INGRESS = 'shop.elb.example.com';

let world: World;
let pages: { readonly shop: Server; readonly jenkins: Server };
let memory: Memory;
const before = { PATH: process.env.PATH, KUBECONFIG: process.env.KUBECONFIG };

beforeAll(async () => {
  const options = { apiServerFlags: [PORT_FORWARD_FLAG] };
  world = await startWorld(newestKubernetes, { access: { from: ['203.0.113.10/32'] } }, options);
  pages = {
    shop: await startPage('WeaveSocks'),
    jenkins: await startPage('Jenkins', { 'x-jenkins': '2.0' }),
  };
  await servePorts(world, { 8079: pages.shop, 8080: pages.jenkins });
  await giveAddress();
  const folder = dirname(await findBinary(newestKubernetes, 'kubectl'));
  process.env.PATH = `${folder}${delimiter}${before.PATH}`;
  process.env.KUBECONFIG = world.plane.kubeconfig;
});

beforeEach(() => {
  const file = join(world.root, `memory-${Math.random()}.json`);
  memory = new Memory(file, 'this cluster');
});

afterAll(async () => {
  process.env.PATH = before.PATH;
  if (before.KUBECONFIG === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = before.KUBECONFIG;
  pages.shop.close();
  pages.jenkins.close();
  await world.stop();
});

// What has an address outside only in the world is asked on loopback, over real HTTP.
const probe: Probe = {
  portForward: realProbe.portForward,
  http: (url, page, host) => {
    const { hostname, pathname } = new URL(url);
    const server = hostname === INGRESS ? pages.shop : pages.jenkins;
    return realProbe.http(`http://127.0.0.1:${portOf(server)}${pathname}`, page, host);
  },
};

async function look(wanted: readonly number[] = ALL): Promise<Exercise[]> {
  const [live, context] = await Promise.all([readCluster('sock-shop'), currentContext()]);
  const { synthesized } = world;
  const { config } = synthesized;
  return verify({ config, synthesized, live, context, probe, memory }, wanted);
}

async function states(): Promise<Record<number, string>> {
  return Object.fromEntries((await look()).map((each) => [each.number, stateOf(each)]));
}

/** What is wrong or open in one exercise, as its user reads it. */
async function open(number: number, state: Item['state'] = 'wrong'): Promise<Item[]> {
  const [exercise] = await look([number]);
  return exercise?.items.filter((item) => item.state === state) ?? [];
}

async function giveAddress(): Promise<void> {
  const [node] = await readAll(world.plane.api, '/api/v1/nodes');
  const name = node?.metadata.name;
  const { body } = await world.plane.api('GET', `/api/v1/nodes/${name}`);
  const { addresses } = (body as { status: { addresses: object[] } }).status;
  await world.plane.api('PATCH', `/api/v1/nodes/${name}/status`, {
    status: { addresses: [...addresses, { type: 'ExternalIP', address: NODE }] },
  });
}

async function giveStatus(path: string, hostname: string): Promise<void> {
  const { status } = await world.plane.api('PATCH', `${path}/status`, {
    status: { loadBalancer: { ingress: [{ hostname }] } },
  });
  expect(status).toBe(200);
}

const service = `/api/v1/namespaces/${NAMESPACE}/services/jenkins`;
const pod = 'jenkins/1-jenkins.k8s.yaml';
const settled = async () => expect(await runningProblems(world.plane)).toEqual([]);

describe('the chapter, step by step', () => {
  // One memory for the whole walk, as its user has.
  let whole: Memory;
  beforeAll(() => {
    whole = new Memory(join(world.root, 'walk.json'), 'this cluster');
  });
  beforeEach(() => {
    memory = whole;
  });

  test('nothing is done yet, and nothing is wrong', async () => {
    expect(await states()).toEqual(Object.fromEntries(ALL.map((number) => [number, 'not yet'])));
    const [shop] = await open(1, 'not yet');
    expect(shop?.next).toBe('kubectl apply -f dist/sock-shop/apps/1-sock-shop.k8s.yaml');
  });

  test('1: the shop runs, and answers through kubectl port-forward', async () => {
    await world.ok('apply', '-f', 'apps/1-sock-shop.k8s.yaml');
    await settled();
    const [exercise] = await look([1]);
    expect(exercise?.items.map(({ what, evidence }) => `${what}: ${evidence}`)).toEqual([
      'node count: 3 ready, of 2 to 4',
      'node type: all 3 are t3.large',
      expect.stringContaining(`node version: all 3 are v${newestKubernetes}.`),
      'SockShop: all 14 workloads in sock-shop are ready',
      expect.stringMatching(/^the shop through a port-forward: http:\/\/127.*answers 200$/),
      'the calls in the shop: all 15 get through',
    ]);
    expect(await states()).toMatchObject({ 1: 'done', 2: 'not yet' });
  });

  test('2: the autoscaler runs, and is done once a node has gone', async () => {
    await world.ok('apply', '-f', 'platform/cluster-autoscaler.k8s.yaml');
    await settled();
    const [rest, ...others] = await open(2, 'not yet');
    expect(rest?.evidence).toMatch(
      /^3 nodes are ready; the autoscaler removes a node when nobody has needed it for 10 minutes/,
    );
    expect(others).toEqual([]);
    const node = (await readAll(world.plane.api, '/api/v1/nodes'))[2]!.metadata.name;
    await world.ok('drain', node, '--ignore-daemonsets', '--delete-emptydir-data');
    await world.plane.removeNode(node);
    await settled();
    expect(await states()).toMatchObject({ 1: 'done', 2: 'done', 3: 'not yet' });
  });

  test('3: the pod, and the ClusterIP Service through kubectl port-forward', async () => {
    await world.ok('apply', '-f', pod);
    await settled();
    expect((await open(3, 'not yet')).map(({ next }) => next)).toEqual([
      'kubectl apply -f dist/sock-shop/exercises/3-service-clusterip.k8s.yaml',
    ]);
    await world.ok('apply', '-f', 'exercises/3-service-clusterip.k8s.yaml');
    expect(
      await eventually(async () => (await open(3, 'not yet')).map(({ what }) => what)),
    ).toEqual([]);
    expect(await states()).toMatchObject({ 3: 'done', 4: 'not yet', 5: 'not yet' });
  });

  test('the Service deleted: it was done before', async () => {
    await world.ok('delete', '-f', 'exercises/3-service-clusterip.k8s.yaml');
    expect(await states()).toMatchObject({ 3: 'done', 4: 'not yet' });
  });

  test('4: the NodePort Service', async () => {
    await world.ok('apply', '-f', 'exercises/4-service-nodeport.k8s.yaml');
    expect(await states()).toMatchObject({ 3: 'done', 4: 'done', 5: 'not yet' });
  });

  test('5: switched in place to a LoadBalancer, it keeps node port 32000, and is right', async () => {
    await world.ok('apply', '-f', 'exercises/5-service-loadbalancer.k8s.yaml');
    const kept = await world.ok(
      'get',
      'service',
      'jenkins',
      '-n',
      NAMESPACE,
      '-o',
      'jsonpath={.spec.ports[0].nodePort}',
    );
    expect(kept).toBe('32000');
    expect((await open(5, 'not yet')).map(({ evidence }) => evidence)).toEqual([
      'the Service has no address yet',
      `${NAMESPACE} is still there`,
    ]);
    expect(await states()).toMatchObject({ 3: 'done', 4: 'done', 5: 'not yet' });
    await giveStatus(service, BALANCER);
    expect((await open(5, 'not yet')).map(({ what }) => what)).toEqual([
      'the namespace is gone at the end',
    ]);
    await world.ok('delete', 'namespace', NAMESPACE, '--timeout=60s');
    expect(await states()).toMatchObject({ 3: 'done', 4: 'done', 5: 'done', 6: 'not yet' });
  });

  test('6: the Ingress has a class, a controller, an address and the shop behind it', async () => {
    await world.ok('apply', '-f', 'platform/ingress-controller.k8s.yaml');
    await world.ok('apply', '-f', 'apps/2-sock-shop-ingress.k8s.yaml');
    await settled();
    expect((await open(6, 'not yet')).map(({ evidence }) => evidence)).toEqual(['it has none yet']);
    await giveStatus(
      '/apis/networking.k8s.io/v1/namespaces/sock-shop/ingresses/sock-shop-ingress',
      INGRESS,
    );
    expect(await states()).toEqual(Object.fromEntries(ALL.map((number) => [number, 'done'])));
  });
});

describe('a mistake is named, with the way out of it', () => {
  const spec = {
    containers: [{ name: 'jenkins', image: 'jenkins/jenkins', ports: [{ containerPort: 8080 }] }],
  };
  const labels = { app: 'jenkins' };
  const ports = [{ port: 8080, targetPort: 8080, protocol: 'TCP' }];

  async function plant(object: object): Promise<void> {
    const { code, stderr } = await world.kubectl(['apply', '-f', '-'], JSON.stringify(object));
    if (code !== 0) throw new Error(stderr);
  }
  const namespace = (name: string) =>
    plant({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const plantPod = (metadata: object, own: object = spec) =>
    plant({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: NAMESPACE, labels, name: 'jenkins', ...metadata },
      spec: own,
    });
  const plantService = (name: string, own: object = {}, metadata: object = {}) =>
    plant({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: NAMESPACE, name, labels, ...metadata },
      spec: { selector: labels, ports, ...own },
    });

  beforeEach(() => namespace(NAMESPACE));
  afterEach(async () => {
    const everything = ['pods,services', '--all', '-n', NAMESPACE, '--now'];
    await world.kubectl(['delete', ...everything]);
    await world.ok('delete', 'namespace', 'dev-svc', '--ignore-not-found', '--wait=false');
  });

  test("the namespace's name", async () => {
    await world.ok('delete', 'namespace', NAMESPACE, '--timeout=60s');
    await namespace('dev-svc');
    await plantPod({ namespace: 'dev-svc' });
    expect(await open(3)).toEqual([
      {
        what: 'the namespace',
        state: 'wrong',
        evidence: "there is dev-svc, and no dev-bc-svc: the chapter's form is NAME-bc-svc",
        next: 'kubectl apply -f dist/sock-shop/jenkins/1-jenkins.k8s.yaml, and then kubectl delete namespace dev-svc',
      },
    ]);
  });

  test.each([
    [
      'its label',
      { labels: { app: 'Jenkins' } },
      spec,
      'its label app is Jenkins, and should be jenkins',
    ],
    [
      "its container's name",
      {},
      { containers: [{ ...spec.containers[0], name: 'main' }] },
      'its container is named main, and should be jenkins',
    ],
    [
      'its port',
      {},
      { containers: [{ ...spec.containers[0], ports: [{ containerPort: 80 }] }] },
      'its container port is 80, and should be 8080',
    ],
    [
      'its image',
      {},
      { containers: [{ ...spec.containers[0], image: 'jenkinsci/blueocean' }] },
      'its image is jenkinsci/blueocean, and should be jenkins/jenkins',
    ],
  ])('the pod: %s', async (_, metadata, own, evidence) => {
    await plantPod(metadata, own);
    expect((await open(3)).map((item) => item.evidence)).toEqual([evidence]);
  });

  test("the pod's own name", async () => {
    await plantPod({ name: 'my-jenkins' });
    expect((await open(3))[0]?.evidence).toBe('the pod is named my-jenkins, not jenkins');
  });

  test.each([
    [
      'selector',
      { selector: { app: 'jenkin' } },
      'it selects {"app":"jenkin"}, and should select app: jenkins',
    ],
    ['port', { ports: [{ ...ports[0], port: 80 }] }, 'its port is 80, and should be 8080'],
    [
      'target port',
      { ports: [{ ...ports[0], targetPort: 80 }] },
      'its targetPort is 80, and should be 8080',
    ],
    [
      'protocol',
      { ports: [{ ...ports[0], protocol: 'UDP' }] },
      'its protocol is UDP, and should be TCP',
    ],
  ])("the Service's %s", async (_, own, evidence) => {
    await plantPod({});
    await plantService('jenkins', own);
    expect((await open(3)).map((item) => item.evidence)).toEqual([evidence]);
  });

  test("the Service's label", async () => {
    await plantPod({});
    await plantService('jenkins', {}, { labels: { app: 'web' } });
    expect((await open(3)).map((item) => item.evidence)).toEqual([
      'its label app is web, and should be jenkins',
    ]);
  });

  test('the node port', async () => {
    await plantPod({});
    await plantService('jenkins', { type: 'NodePort', ports: [{ ...ports[0], nodePort: 32_123 }] });
    expect((await open(4)).map((item) => item.evidence)).toEqual([
      'it is 32123, and should be 32000',
    ]);
  });

  test('a load balancer that is open to everybody', async () => {
    await plantPod({});
    await plantService('jenkins', { type: 'LoadBalancer' });
    expect((await open(5)).map((item) => item.evidence)).toEqual([
      'no loadBalancerSourceRanges: the whole Internet',
    ]);
  });

  test('two Services', async () => {
    await plantPod({});
    await plantService('jenkins');
    await plantService('jenkins-np', { type: 'NodePort' });
    expect((await open(4))[0]).toMatchObject({
      evidence:
        'there are 2 Services for the one pod: jenkins (ClusterIP), jenkins-np (NodePort); each exercise deletes its own at its end',
      next: `kubectl delete service -n ${NAMESPACE} jenkins-np`,
    });
  });

  test('a pod that went with its node', async () => {
    await plantPod({});
    await plantService('jenkins');
    await settled();
    const node = await world.ok(
      'get',
      'pod',
      'jenkins',
      '-n',
      NAMESPACE,
      '-o',
      'jsonpath={.spec.nodeName}',
    );
    await world.plane.removeNode(node);
    await eventually(async () => {
      const { stdout } = await world.kubectl(['get', 'pod', '-n', NAMESPACE, '-o', 'name']);
      return stdout.trim() === '' ? [] : [stdout];
    }, 90);
    const [lost] = await open(3);
    expect(lost?.evidence).toMatch(/^the pod is gone.*a bare pod does not come back/);
    expect(lost?.next).toBe('kubectl apply -f dist/sock-shop/jenkins/1-jenkins.k8s.yaml');
    await world.eks.addNode();
  });

  test("an autoscaler that acts with the nodes' role, of another minor, or in another namespace", async () => {
    await world.ok(
      'annotate',
      'serviceaccount',
      'cluster-autoscaler',
      '-n',
      'kube-system',
      'eks.amazonaws.com/role-arn-',
    );
    expect((await open(2))[0]?.evidence).toMatch(/acts with the nodes' role/);
    await world.ok(
      'annotate',
      'serviceaccount',
      'cluster-autoscaler',
      '-n',
      'kube-system',
      'eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/own',
    );

    await world.ok(
      'set',
      'image',
      'deployment/cluster-autoscaler',
      '-n',
      'kube-system',
      'cluster-autoscaler=registry.k8s.io/autoscaling/cluster-autoscaler:v1.99.0',
    );
    expect((await open(2))[0]?.evidence).toContain(
      'an autoscaler newer than its cluster may wait for ever',
    );
    await world.ok('apply', '-f', 'platform/cluster-autoscaler.k8s.yaml');
    expect(await open(2)).toEqual([]);
  });

  test('an Ingress without a class, with one that is not there, or elsewhere', async () => {
    const path = '/apis/networking.k8s.io/v1/namespaces/sock-shop/ingresses/sock-shop-ingress';
    const patch = (own: object) => world.plane.api('PATCH', path, { spec: own });
    await patch({ ingressClassName: null });
    expect((await open(6))[0]?.evidence).toMatch(/^ingressClassName is missing/);
    await patch({ ingressClassName: 'ngnix' });
    expect((await open(6))[0]?.evidence).toBe('ingressClassName is ngnix, and there is nginx');
    await world.ok('delete', 'ingress', 'sock-shop-ingress', '-n', 'sock-shop');
    await world.ok(
      'create',
      'ingress',
      'shop',
      '-n',
      'sock-shop',
      '--class=nginx',
      '--rule=/*=front-end:80',
    );
    expect((await open(6))[0]?.evidence).toBe(
      'it is sock-shop/shop, and should be sock-shop/sock-shop-ingress',
    );
    await world.ok('delete', 'ingress', 'shop', '-n', 'sock-shop');
    await world.ok('apply', '-f', 'apps/2-sock-shop-ingress.k8s.yaml');
  });
});
