import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { leftOver } from '../../../scripts/reset/left-over.ts';
import { resetPlan } from '../../../scripts/reset/reset.ts';
import { Memory } from '../../../scripts/verify/memory.ts';
import { keyOf } from '../../../scripts/verify/service-exercises.ts';
import { beginningOf } from '../../../scripts/reset/begins.ts';
import { identityOf, type KubeObject } from '../../../output/manifest.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { FakeCluster } from './support/fake-cluster.ts';
import { isOwnChart } from './support/own-chart.ts';

const output = synthesize(configOf());
const NAMESPACE = 'dev-bc-svc';
// As EKS and other people leave them beside ours.
const mine: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'mine', namespace: NAMESPACE },
};
const ofKubernetes: KubeObject[] = [NAMESPACE, 'sock-shop'].map((namespace) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kube-root-ca.crt', namespace },
}));
const elsewhere: KubeObject[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'theirs', namespace: 'default' } },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'cluster-autoscaler', namespace: 'kube-system' },
  },
];

let cluster: FakeCluster;
let memory: Memory;

beforeEach(() => {
  cluster = new FakeCluster(output);
  cluster.put(...elsewhere);
  memory = new Memory(join(temporaryFolder(), 'verify.json'), 'this cluster');
});

const everything = () => {
  for (const file of output.files)
    if (!/rolling-update-2/.test(file.path)) cluster.put(...file.objects);
  cluster.put(...ofKubernetes);
};
const planTo = async (exercise: number) => {
  const plan = await resetPlan(cluster.kubectl, output, exercise, memory);
  // dist/ is the cluster's own; there is none here.
  return { ...plan, steps: plan.steps.filter(({ what }) => !what.startsWith('Write ')) };
};
const resetTo = async (exercise: number) => {
  const plan = await planTo(exercise);
  for (const { run } of plan.steps) await run();
  return plan;
};
const notOurs = (names: readonly string[]) =>
  names.filter((name) => !/kube-root-ca/.test(name)).sort();

describe.each([1, 2, 3, 4, 5, 6])('to %d', (exercise) => {
  const begins = [
    ...beginningOf(output.files, exercise).applied.flatMap(({ objects }) => objects),
    ...elsewhere,
  ].map(identityOf);
  const concepts = output.files
    .filter(({ path }) => /concept-/.test(path))
    .flatMap(({ objects }) => objects)
    .map(identityOf);
  const own = output.files
    .filter(({ path }) => isOwnChart(path))
    .flatMap(({ objects }) => objects)
    .map(identityOf);

  test.each(['everything is applied', 'nothing is'])('when %s, and again', async (where) => {
    const whole = where === 'everything is applied';
    if (whole) everything();
    const left = [...(whole ? own : []), ...(whole && exercise > 1 ? concepts : [])];
    const wanted = [...new Set([...begins, ...left])].sort();
    for (let run = 0; run < 2; run++) {
      cluster.calls.length = 0;
      await resetTo(exercise);
      expect(notOurs(cluster.names())).toEqual(wanted);
      expect(await leftOver(cluster.kubectl, output, exercise)).toEqual([]);
    }
    expect(
      cluster.calls.filter((line) => /\bdelete\b/.test(line) && !/api-resources/.test(line)),
    ).toEqual([]);
  });

  test('verify counts those before it as done, and no others', async () => {
    for (const number of [3, 4, 5]) memory.keep(keyOf(NAMESPACE, number));
    await resetTo(exercise);
    expect([3, 4, 5].filter((number) => memory.seen(keyOf(NAMESPACE, number)))).toEqual(
      [3, 4, 5].filter((number) => number < exercise),
    );
  });
});

test('the plan says each command, and does nothing', async () => {
  everything();
  const before = cluster.names();
  const { title, steps, notes = [] } = await planTo(4);
  expect(title).toBe(
    'Bring sock-shop in us-west-2 to the beginning of exercise 4, Create a NodePort Service',
  );
  expect(steps.flatMap(({ commands = [] }) => commands)).toEqual([
    'kubectl -n dev-bc-svc delete service/jenkins --ignore-not-found --timeout=10m',
    'kubectl -n sock-shop delete ingress.networking.k8s.io/sock-shop-ingress --ignore-not-found --timeout=10m',
    'kubectl delete namespace nginx-ingress --timeout=10m',
    'kubectl delete ingressclass.networking.k8s.io/nginx clusterrolebinding.rbac.authorization.k8s.io/nginx-ingress clusterrole.rbac.authorization.k8s.io/nginx-ingress --ignore-not-found --timeout=10m',
    'kubectl apply -f dist/sock-shop/platform/cluster-autoscaler.k8s.yaml',
    'kubectl apply -f dist/sock-shop/apps/1-sock-shop.k8s.yaml',
    'kubectl apply -f dist/sock-shop/jenkins/1-jenkins.k8s.yaml',
  ]);
  expect(notes.at(-1)).toContain('docs/exercises.md#4-create-a-nodeport-service');
  expect(cluster.names()).toEqual(before);
});

describe('what is not proved to be ours stays, and is told', () => {
  test.each<[string, object, string]>([
    [
      'another label',
      { labels: { 'app.kubernetes.io/name': 'jenkins', 'app.kubernetes.io/managed-by': 'Helm' } },
      'Helm manages it',
    ],
    ['no label', {}, 'it does not have the label app.kubernetes.io/name: jenkins'],
    [
      'the chapter’s label alone',
      { labels: { app: 'jenkins' } },
      'it does not have the label app.kubernetes.io/name: jenkins',
    ],
    [
      'an owner',
      { labels: { 'app.kubernetes.io/name': 'jenkins' }, ownerReferences: [{}] },
      'another object owns it',
    ],
  ])('a Service with %s', async (_, metadata, why) => {
    cluster.apply('jenkins/1-jenkins.k8s.yaml');
    cluster.put({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'jenkins', namespace: NAMESPACE, ...metadata },
    });
    const { notes = [] } = await resetTo(6);
    const told = `not taken: Service ${NAMESPACE}/jenkins: ${why}; if you made it yourself: kubectl -n ${NAMESPACE} delete service/jenkins`;
    expect(notes).toContain(told);
    expect(await leftOver(cluster.kubectl, output, 6)).toContain(told);
    expect(cluster.names()).toEqual(
      expect.arrayContaining([`Namespace ${NAMESPACE}`, `Service ${NAMESPACE}/jenkins`]),
    );
    // What is ours in the same namespace went.
    expect(cluster.names()).not.toContain(`Pod ${NAMESPACE}/jenkins`);
  });

  test('a namespace that holds something else', async () => {
    cluster.apply('jenkins/1-jenkins.k8s.yaml');
    cluster.put(mine, ...ofKubernetes);
    const { notes = [] } = await resetTo(6);
    expect(notes).toContain(
      `Namespace ${NAMESPACE} stays, because it also has ConfigMap ${NAMESPACE}/mine`,
    );
    expect(cluster.names()).toEqual(
      expect.arrayContaining([identityOf(mine), `Namespace ${NAMESPACE}`]),
    );
    expect(cluster.names()).not.toContain(`Pod ${NAMESPACE}/jenkins`);
  });

  test('what comes into a namespace between the plan and its step', async () => {
    cluster.apply('jenkins/1-jenkins.k8s.yaml');
    const { steps } = await planTo(6);
    cluster.put(mine);
    for (const { run } of steps) await run();
    expect(cluster.names()).toEqual(
      expect.arrayContaining([identityOf(mine), `Namespace ${NAMESPACE}`]),
    );
  });

  test('what a file would change is not applied over', async () => {
    cluster.put({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'front-end', namespace: 'sock-shop', labels: { name: 'front-end' } },
    });
    const { notes = [], steps } = await planTo(2);
    expect(notes).toContain(
      'not applied: apps/1-sock-shop.k8s.yaml, because it would change Deployment sock-shop/front-end: it does not have the label app.kubernetes.io/name: front-end',
    );
    expect(steps.flatMap(({ commands = [] }) => commands)).toEqual([]);
  });
});

test('what controllers make for what is ours does not keep its namespace; databases go with their volumes', async () => {
  const persistent = synthesize(configOf({ sockShop: { storage: 'persistent' } }));
  cluster = new FakeCluster(persistent);
  for (const { objects } of persistent.files) cluster.put(...objects);
  const inShop = (kind: string, name: string, more: object = {}): KubeObject => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'sock-shop', ...more },
  });
  cluster.put(
    inShop('Secret', 'catalogue-db'),
    inShop('PersistentVolumeClaim', 'data-carts-db-0'),
    inShop('EndpointSlice', 'carts-x'),
    inShop('Pod', 'carts-1', { ownerReferences: [{}] }),
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'nginx-ingress-leader-election', namespace: 'nginx-ingress' },
    },
  );
  const { notes = [], steps } = await resetPlan(cluster.kubectl, persistent, 1, memory);
  expect(notes.filter((note) => /stays|not taken/.test(note))).toEqual([]);
  expect(notes).toContain("The data of the shop's databases is deleted with its volumes.");
  expect(steps.flatMap(({ commands = [] }) => commands)).toEqual(
    expect.arrayContaining(
      ['sock-shop', 'nginx-ingress', NAMESPACE, 'concepts'].map(
        (name) => `kubectl delete namespace ${name} --timeout=10m`,
      ),
    ),
  );
});

test('the nodes that exercise 2 needs, and those that it takes away, are told', async () => {
  const notesTo = async (exercise: number, ready: number) => {
    cluster = new FakeCluster(output, ready);
    return (await planTo(exercise)).notes?.join('\n');
  };
  expect(await notesTo(2, 2)).toContain(
    'aws eks update-nodegroup-config --region us-west-2 --cluster-name sock-shop --nodegroup-name workers --scaling-config desiredSize=3',
  );
  expect(await notesTo(2, 3)).not.toMatch(/nodes/);
  expect(await notesTo(3, 3)).toContain('exercise 2 is done when the autoscaler has left 2');
  expect(await notesTo(3, 2)).not.toMatch(/nodes/);
});
