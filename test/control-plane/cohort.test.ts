import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findBinary } from '../../control-plane/binaries.ts';
import { expectedLearners, type ExpectedLearner } from '../../config/learners/expected.ts';
import { cohort, cohortLines } from '../../scripts/verify/cohort.ts';
import { stateOf } from '../../scripts/verify/exercise.ts';
import { Memory } from '../../scripts/verify/memory.ts';
import { type Probe, realProbe } from '../../scripts/verify/probe.ts';
import { readCluster, readNamespace } from '../../scripts/verify/read-live.ts';
import { serviceExercises } from '../../scripts/verify/service-exercises.ts';
import { learnerWorkplace } from '../../scripts/verify/workplace.ts';
import { eventually } from './support/eventually.ts';
import { PORT_FORWARD_FLAG, portOf, servePorts, startPage } from './support/port-forward.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

const names = ['ada', 'ben', 'cyn', 'dan', 'eve'];
const learners = names.map((name, index) => ({
  name,
  principal: `arn:aws:iam::111122223333:user/${name}`,
  nodePort: 32_101 + index,
}));
const NODE = '198.51.100.20';

let world: World;
let jenkins: Server;
let memory: Memory;
let expected: readonly ExpectedLearner[];
const before = { PATH: process.env.PATH, KUBECONFIG: process.env.KUBECONFIG };

beforeAll(async () => {
  const overrides = { learners, sockShop: { enabled: false }, ingress: { controller: 'none' } };
  world = await startWorld(newestKubernetes, overrides, { apiServerFlags: [PORT_FORWARD_FLAG] });
  jenkins = await startPage('Jenkins', { 'x-jenkins': '2.0' });
  await servePorts(world, { 8080: jenkins });
  expected = expectedLearners(world.synthesized.config);
  memory = new Memory(join(world.root, 'memory.json'), 'this cluster');
  const folder = dirname(await findBinary(newestKubernetes, 'kubectl'));
  process.env.PATH = `${folder}${delimiter}${before.PATH}`;
  process.env.KUBECONFIG = world.plane.kubeconfig;
  await world.ok('apply', '-f', 'learners');
});

afterAll(async () => {
  process.env.PATH = before.PATH;
  if (before.KUBECONFIG === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = before.KUBECONFIG;
  jenkins.close();
  await world.stop();
});

const probe: Probe = {
  portForward: realProbe.portForward,
  http: (url, wanted) =>
    realProbe.http(`http://127.0.0.1:${portOf(jenkins)}${new URL(url).pathname}`, wanted),
};

const look = async () =>
  cohort(world.synthesized.config, await readCluster('sock-shop'), probe, memory);
const states = async () =>
  Object.fromEntries(
    (await look()).map(({ learner, exercises }) => [learner, exercises.map(stateOf)]),
  );
const learner = (name: string): ExpectedLearner => {
  const found = expected.find((each) => each.name === name);
  if (!found) throw new Error(`no learner ${name}`);
  return found;
};
const apply = (name: string, file: keyof ExpectedLearner['files']) =>
  world.ok('apply', '-f', learner(name).files[file]);

test('a class that has not begun', async () => {
  expect(await states()).toEqual(
    Object.fromEntries(names.map((name) => [name, ['not yet', 'not yet', 'not yet']])),
  );
});

test('a class at work: each is as far as they are, and a mistake is theirs alone', async () => {
  for (const name of ['ada', 'ben', 'cyn', 'dan']) await apply(name, 'pod');
  await apply('ada', 'ClusterIP');
  await apply('ben', 'NodePort');
  await apply('dan', 'ClusterIP');
  await world.ok(
    'label',
    'pod',
    'jenkins',
    '-n',
    learner('dan').namespace,
    'app=jenkin',
    '--overwrite',
  );
  expect(await runningProblems(world.plane)).toEqual([]);
  expect(
    await eventually(async () => ((await states()).ada?.[0] === 'done' ? [] : ['ada'])),
  ).toEqual([]);
  expect(await states()).toEqual({
    ada: ['done', 'not yet', 'not yet'],
    // No node has an address outside here: nobody could have opened it.
    ben: ['done', 'not yet', 'not yet'],
    cyn: ['not yet', 'not yet', 'not yet'],
    dan: ['wrong', 'wrong', 'wrong'],
    eve: ['not yet', 'not yet', 'not yet'],
  });
});

test('the class as a table', async () => {
  const lines = cohortLines(await look());
  expect(lines[0]).toMatch(/^learner +exercise 3 +exercise 4 +exercise 5 +held up by$/);
  expect(lines.find((line) => line.startsWith('dan'))).toContain(
    'its label app is jenkin, and should be jenkins',
  );
  expect(lines.at(-1)).toBe('Done: exercise 3: 2 of 5, 4: 0 of 5, 5: 0 of 5');
});

test('who has finished stays finished', async () => {
  const { namespace } = learner('ada');
  await apply('ada', 'LoadBalancer');
  await world.plane.api('PATCH', `/api/v1/namespaces/${namespace}/services/jenkins/status`, {
    status: { loadBalancer: { ingress: [{ hostname: 'ada.elb.example.com' }] } },
  });
  expect((await states()).ada).toEqual(['done', 'done', 'not yet']);
  await world.ok('delete', 'namespace', namespace, '--timeout=60s');
  expect((await states()).ada).toEqual(['done', 'done', 'done']);
});

test('a learner looks at themselves, with their own rights', async () => {
  process.env.KUBECONFIG = actingAs(learner('ben'));
  const workplace = learnerWorkplace(world.synthesized.config, learner('ben'), NODE);
  const live = await readNamespace('sock-shop', workplace.namespace);
  const own = new Memory(join(world.root, 'own.json'), 'ben');
  const ranges = world.synthesized.config.access.from;
  const found = await serviceExercises(workplace, ranges, live, probe, own);
  expect(found.map(stateOf)).toEqual(['done', 'done', 'not yet']);
  await expect(readCluster('sock-shop')).rejects.toThrow(
    'your access does not let you read what the exercises need',
  );
  await expect(readNamespace('sock-shop', learner('cyn').namespace)).rejects.toThrow(/your access/);
});

/** A kubeconfig that is this learner to the API server. */
function actingAs({ principal, group }: ExpectedLearner): string {
  const text = readFileSync(world.plane.kubeconfig, 'utf8');
  const config = JSON.parse(text) as { users: { user: Record<string, unknown> }[] };
  for (const { user } of config.users) Object.assign(user, { as: principal, 'as-groups': [group] });
  const file = join(world.root, 'learner.kubeconfig');
  writeFileSync(file, JSON.stringify(config));
  return file;
}
