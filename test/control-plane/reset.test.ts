import type { Server } from 'node:http';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Kubectl } from '../../aws/kubectl.ts';
import { findBinary } from '../../control-plane/binaries.ts';
import { readAll } from '../../scripts/shared/live-objects.ts';
import { leftOver } from '../../scripts/reset/left-over.ts';
import { resetPlan } from '../../scripts/reset/reset.ts';
import { stateOf } from '../../scripts/verify/exercise.ts';
import { Memory } from '../../scripts/verify/memory.ts';
import { realProbe } from '../../scripts/verify/probe.ts';
import { currentContext } from '../../scripts/verify/context.ts';
import { readCluster } from '../../scripts/verify/read-live.ts';
import { verify } from '../../scripts/verify/verify.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { PORT_FORWARD_FLAG, servePorts, startPage } from './support/port-forward.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const NAMESPACE = 'dev-bc-svc';

let world: World;
let kubectl: Kubectl;
let memory: Memory;
let pages: Server[];
let atFirst: string[];
const before = { PATH: process.env.PATH, KUBECONFIG: process.env.KUBECONFIG };

beforeAll(async () => {
  const options = { apiServerFlags: [PORT_FORWARD_FLAG] };
  world = await startWorld(newestKubernetes, { access: { from: ['203.0.113.10/32'] } }, options);
  const [shop, jenkins] = [
    await startPage('WeaveSocks'),
    await startPage('Jenkins', { 'x-jenkins': '2.0' }),
  ];
  pages = [shop, jenkins];
  await servePorts(world, { 8079: shop, 8080: jenkins });
  atFirst = await namespaces();
  kubectl = kubectlOf(world);
  memory = new Memory(join(world.root, 'verify.json'), 'this cluster');
  const folder = dirname(await findBinary(newestKubernetes, 'kubectl'));
  process.env.PATH = `${folder}${delimiter}${before.PATH}`;
  process.env.KUBECONFIG = world.plane.kubeconfig;
});

afterAll(async () => {
  process.env.PATH = before.PATH;
  if (before.KUBECONFIG === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = before.KUBECONFIG;
  for (const page of pages) page.close();
  await world.stop();
});

// As the command has it, for this control plane.
function kubectlOf({ plane, root }: World): Kubectl {
  const capture: Kubectl['capture'] = (args, input) =>
    plane.kubectl([...args], { cwd: root, input });
  const text: Kubectl['text'] = async (args, input) => {
    const { code, stdout, stderr } = await capture(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  return {
    capture,
    text,
    show: async (args) => void (await text(args)),
    json: async <T>(args: readonly string[]) =>
      JSON.parse(await text([...args, '-o', 'json'])) as T,
    refusal: async () => undefined,
  };
}

async function namespaces(): Promise<string[]> {
  const spaces = await readAll(world.plane.api, '/api/v1/namespaces');
  return spaces.map(({ metadata }) => metadata.name).sort();
}

async function resetTo(exercise: number): Promise<void> {
  const { steps } = await resetPlan(kubectl, world.synthesized, exercise, memory);
  // world.root has dist/ already.
  for (const { what, run } of steps) if (!what.startsWith('Write ')) await run();
}

async function states(): Promise<string[]> {
  const [live, context] = await Promise.all([readCluster('sock-shop'), currentContext()]);
  const { synthesized } = world;
  const { config } = synthesized;
  const sight = { config, synthesized, live, context, probe: realProbe, memory };
  return (await verify(sight, ALL)).map(stateOf);
}

const expected = (exercise: number) =>
  ALL.map((number) => (number < exercise ? 'done' : 'not yet'));

async function twoNodes(): Promise<void> {
  const nodes = await readAll(world.plane.api, '/api/v1/nodes');
  for (const { metadata } of nodes.slice(2)) {
    await world.ok('drain', metadata.name, '--ignore-daemonsets', '--delete-emptydir-data');
    await world.plane.removeNode(metadata.name);
  }
  expect(await runningProblems(world.plane)).toEqual([]);
}

// Forward, as who skips exercises; backward, as who does some of them again; and with everything applied.
test.each([
  [1, 'nothing'],
  [2, 'nothing'],
  [3, 'the shop'],
  [6, 'the autoscaler'],
  [5, 'all but Jenkins'],
  [4, 'the same'],
  [3, 'everything'],
  [2, 'everything'],
  [1, 'everything'],
])(
  'to %d with %s on the cluster: verify counts those before as done, the rest as not',
  async (exercise, what) => {
    if (what === 'everything') {
      await world.ok('apply', ...world.everything);
      await world.ok('apply', '-f', 'exercises/concept-sidecar.k8s.yaml');
      for (const number of [3, 4, 5]) memory.keep(`${NAMESPACE} ${number}`);
    }
    await resetTo(exercise);
    // By then, the autoscaler has taken one away.
    if (exercise >= 3) await twoNodes();
    expect(await states()).toEqual(expected(exercise));
    expect(await leftOver(kubectl, world.synthesized, exercise)).toEqual([]);
    const { steps } = await resetPlan(kubectl, world.synthesized, exercise, memory);
    expect(steps.filter((step) => step.what.startsWith('Delete'))).toEqual([]);
  },
);

test('after a reset to 1, the namespaces are those of a new cluster', async () => {
  expect(await namespaces()).toEqual(atFirst);
});

test("a namespace with somebody else's object, and an object without our labels, stay and are told", async () => {
  await world.ok('apply', '-f', 'jenkins/1-jenkins.k8s.yaml');
  await world.ok('create', 'configmap', 'theirs', '-n', NAMESPACE);
  await world.ok('create', 'service', 'clusterip', 'jenkins', '--tcp=8080', '-n', NAMESPACE);
  await resetTo(6);
  const left = await leftOver(kubectl, world.synthesized, 6);
  expect(left).toEqual([
    expect.stringMatching(/^not taken: Service dev-bc-svc\/jenkins: it does not have the label /),
    `Namespace ${NAMESPACE} stays, because it also has ConfigMap ${NAMESPACE}/theirs, Service ${NAMESPACE}/jenkins`,
  ]);
  const names = ['get', 'configmap/theirs', 'service/jenkins', '-n', NAMESPACE, '-o', 'name'];
  expect(await world.ok(...names)).toBe('configmap/theirs\nservice/jenkins\n');
  const pods = await readAll(world.plane.api, `/api/v1/namespaces/${NAMESPACE}/pods`);
  expect(pods).toEqual([]);
});
