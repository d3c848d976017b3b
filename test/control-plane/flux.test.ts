import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { until } from '../../control-plane/until.ts';
import { CLUSTER, FluxWorld, readyOf, type Versions } from './support/flux-world.ts';

jest.setTimeout(150_000);

const [PLATFORM, APPS, JENKINS] = ['platform', 'apps', 'jenkins'].map(
  (folder) => `${CLUSTER}-${folder}`,
) as [string, string, string];
const url = 'https://git.example/clusters';

const config = {
  flux: { url, jenkins: true },
  sockShop: { storage: 'persistent', frontEndReplicas: 2 },
};

describe('a persistent shop that Flux brings up', () => {
  let world: FluxWorld;
  let revision = '';

  beforeAll(async () => {
    world = await FluxWorld.start(config);
  });

  afterAll(() => world.stop());

  test('the apps wait until the platform is ready', async () => {
    const nodes = (await world.ok('get', 'nodes', '-o', 'name')).split('\n');
    await world.ok('cordon', ...nodes);
    await world.ok('apply', '-f', world.path('flux'));
    revision = await world.publish(CLUSTER);
    expect(await world.failed(APPS, 'DependencyNotReady')).toContain(PLATFORM);
    await until('the autoscaler', 30, async () => {
      const { code } = await world.plane.kubectl([
        'get',
        '-n',
        'kube-system',
        'deployment/cluster-autoscaler',
      ]);
      return code === 0;
    });
    expect(await world.ok('get', 'namespaces', '-o', 'name')).not.toContain('namespace/sock-shop');

    await world.ok('uncordon', ...nodes);
    await world.applied(revision, PLATFORM, APPS, JENKINS);
    const platformReady = readyOf((await world.read(PLATFORM)).status)?.lastTransitionTime ?? '';
    const created = '-o=jsonpath={.metadata.creationTimestamp}';
    const shopMade = await world.ok('get', 'namespace', 'sock-shop', created);
    expect(Date.parse(shopMade)).toBeGreaterThanOrEqual(Date.parse(platformReady));
  });

  test('all pods run, and every claim has its volume', async () => {
    const pods = await world.ok('get', 'pods', '-n', 'sock-shop', '--no-headers');
    const states = pods.split('\n').map((line) => line.split(/\s+/)[2]);
    expect(states).toHaveLength(15);
    expect(new Set(states)).toEqual(new Set(['Running']));
    const claims = await world.ok(
      'get',
      'pvc',
      '-n',
      'sock-shop',
      '-o=jsonpath={.items[*].status.phase}',
    );
    expect(claims.split(' ')).toEqual(Array(5).fill('Bound'));
  });

  test('the second reconciliation changes nothing', async () => {
    const before = await world.versions('platform', 'apps', 'jenkins');
    await world.reconcile(PLATFORM, APPS, JENKINS);
    expect(changed(before, await world.versions('platform', 'apps', 'jenkins'))).toEqual([]);
  });

  test('a change in the cluster file changes the one object that it is about', async () => {
    const before = await world.versions('platform', 'apps', 'jenkins');
    await world.synth({ ...config, sockShop: { ...config.sockShop, frontEndReplicas: 3 } });
    revision = await world.publish(CLUSTER);
    await world.applied(revision, PLATFORM, APPS, JENKINS);
    const replicas = [
      'get',
      '-n',
      'sock-shop',
      'deployment/front-end',
      '-o=jsonpath={.status.readyReplicas}',
    ];
    expect(await world.ok(...replicas)).toBe('3');
    const after = await world.versions('platform', 'apps', 'jenkins');
    // The budget's status counts the Deployment's pods.
    expect(changed(before, after)).toEqual([
      'Deployment sock-shop/front-end',
      'PodDisruptionBudget sock-shop/front-end',
    ]);
    const generation = '-o=jsonpath={.metadata.generation}';
    expect(await world.ok('get', '-n', 'sock-shop', 'pdb/front-end', generation)).toBe('1');
  });

  test('what is edited by hand is put back', async () => {
    const edit = {
      spec: {
        replicas: 1,
        template: {
          spec: { containers: [{ name: 'front-end', env: [{ name: 'EDITED', value: 'yes' }] }] },
        },
      },
    };
    const editing = [
      'patch',
      '-n',
      'sock-shop',
      'deployment/front-end',
      '--field-manager=kubectl-edit',
    ];
    await world.ok(...editing, '-p', JSON.stringify(edit));
    const read = [
      'get',
      '-n',
      'sock-shop',
      'deployment/front-end',
      '-o=jsonpath={.spec.replicas} {.spec.template}',
    ];
    expect(await world.ok(...read)).toMatch(/^1 .*EDITED/);
    await world.reconcile(APPS);
    expect(await world.ok(...read)).toMatch(/^3 /);
    expect(await world.ok(...read)).not.toContain('EDITED');
  });

  test('a revision with a bad field says so, and leaves what runs alone', async () => {
    const file = world.path('apps', '1-sock-shop.k8s.yaml');
    const good = readFileSync(file, 'utf8');
    await world.reconcile(APPS);
    const before = await world.versions('apps');
    const bad = good.replace('replicas: 3\n', 'replicas: three\n');
    writeFileSync(file, bad.replaceAll('replicas: 1\n', 'replicas: 2\n'));
    await world.publish(CLUSTER);
    expect(await world.failed(APPS, 'ReconciliationFailed')).toMatch(
      /Deployment\/sock-shop\/front-end.*\.spec\.replicas: expected numeric/,
    );
    expect(changed(before, await world.versions('apps'))).toEqual([]);
    expect((await world.read(APPS)).status?.lastAppliedRevision).toBe(revision);

    writeFileSync(file, good);
    revision = await world.publish(CLUSTER);
    await world.applied(revision, APPS);
    expect(changed(before, await world.versions('apps'))).toEqual([]);
  });

  // Why the checks are there: nobody else would say it.
  test('a misspelt field is dropped without a word', async () => {
    const file = world.path('apps', '1-sock-shop.k8s.yaml');
    const good = readFileSync(file, 'utf8');
    const before = await world.versions('apps');
    writeFileSync(file, good.replace('replicas: 3\n', 'replicas: 3\n  replicaz: 4\n'));
    await world.applied(await world.publish(CLUSTER), APPS);
    expect(changed(before, await world.versions('apps'))).toEqual([]);
    writeFileSync(file, good);
    revision = await world.publish(CLUSTER);
    await world.applied(revision, APPS);
  });

  test('suspended, it leaves an exercise alone, and a new revision waits; resumed, it takes both up', async () => {
    const type = ['get', '-n', 'dev-bc-svc', 'service/jenkins', '-o=jsonpath={.spec.type}'];
    await world.suspend(JENKINS, true);
    await world.ok('apply', '-f', world.path('exercises', '4-service-nodeport.k8s.yaml'));
    const next = { ...config, sockShop: { ...config.sockShop, frontEndReplicas: 2 } };
    await world.synth({ ...next, jenkins: { service: 'none' } });
    revision = await world.publish(CLUSTER);
    await world.applied(revision, PLATFORM, APPS);
    expect(await world.ok(...type)).toBe('NodePort');
    expect((await world.read(JENKINS)).status?.lastAppliedRevision).not.toBe(revision);

    await world.synth(next);
    revision = await world.publish(CLUSTER);
    await world.suspend(JENKINS, false);
    await world.applied(revision, PLATFORM, APPS, JENKINS);
    expect(await world.ok(...type)).toBe('ClusterIP');
  });

  test("a change of Jenkins' Pod, which can't be made in place, replaces it", async () => {
    const uid = ['get', '-n', 'dev-bc-svc', 'pod/jenkins', '-o=jsonpath={.metadata.uid}'];
    const before = await world.ok(...uid);
    const file = world.path('jenkins', '1-jenkins.k8s.yaml');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace('cpu: 500m', 'cpu: 400m'));
    revision = await world.publish(CLUSTER);
    await world.applied(revision, JENKINS);
    expect(await world.ok(...uid)).not.toBe(before);
    writeFileSync(file, good);
    revision = await world.publish(CLUSTER);
    await world.applied(revision, JENKINS);
  });

  test("a bootstrap's own Kustomization takes the cluster's over", async () => {
    const [folder, before] = [world.path('flux', 'flux-system'), await world.pods()];
    mkdirSync(folder);
    writeFileSync(`${folder}/kustomization.yaml`, 'resources: [gotk-sync.yaml]\n');
    writeFileSync(`${folder}/gotk-sync.yaml`, gotkSync);
    await world.ok('apply', '-k', folder);
    revision = await world.publish('flux-system', CLUSTER);
    await world.applied(revision, 'flux-system', PLATFORM, APPS, JENKINS);
    expect(await world.pods()).toEqual(before);
    await world.suspend(JENKINS, true);
    await world.reconcile('flux-system');
    const suspended = ['get', '-n', 'flux-system', `kustomization/${JENKINS}`];
    expect(await world.ok(...suspended, '-o=jsonpath={.spec.suspend}')).toBe('true');
    await world.suspend(JENKINS, false);
  });

  test('a chart that is gone is pruned', async () => {
    await world.synth({ ...config, ingress: { controller: 'none' } });
    revision = await world.publish('flux-system', CLUSTER);
    await world.applied(revision, 'flux-system', PLATFORM, APPS);
    const left = await world.ok('get', 'ingresses,ingressclasses,clusterroles', '-A', '-o', 'name');
    expect(left).not.toMatch(/ingress/);
    expect(left).toContain('clusterrole.rbac.authorization.k8s.io/cluster-autoscaler');
  });

  test('with the last app its Kustomization goes, and the data stays', async () => {
    await world.synth({ ...config, sockShop: { enabled: false }, ingress: { controller: 'none' } });
    revision = await world.publish('flux-system', CLUSTER);
    await world.applied(revision, 'flux-system', PLATFORM);
    const names = ['get', '-n', 'sock-shop', '--no-headers', '-o=custom-columns=:metadata.name'];
    await until('the end of the Deployments', 60, async () => {
      const { stdout } = await world.plane.kubectl([...names, 'deployments']);
      return stdout.trim() === '';
    });
    const stateful = ['carts-db', 'catalogue-db', 'orders-db', 'session-db', 'user-db'];
    expect((await world.ok(...names, 'statefulsets')).split('\n')).toEqual(stateful);
    const claims = stateful.map((name) => `data-${name}-0`);
    expect((await world.ok(...names, 'pvc')).split('\n')).toEqual(claims);
    expect(await world.ok('get', 'namespace', 'sock-shop', '-o=jsonpath={.status.phase}')).toBe(
      'Active',
    );
    expect(
      await world.ok('get', 'kustomizations', '-n', 'flux-system', '-o', 'name'),
    ).not.toContain(APPS);
  });
});

describe('a shop that kubectl brings up', () => {
  let world: FluxWorld;
  const kept = { flux: { url, jenkins: true } };

  beforeAll(async () => {
    world = await FluxWorld.start(kept);
  });

  afterAll(() => world.stop());

  test('a Kustomization that points at apps alone is ready, its Ingress long before any controller', async () => {
    const revision = await world.publish('flux-system');
    await world.kustomization('shop', `./dist/${CLUSTER}/apps`, { wait: true, timeout: '1m' });
    await world.applied(revision, 'shop');
    expect(await world.ok('get', 'ingressclasses', '-o', 'name')).toBe('');
    expect(await world.ok('get', 'ingresses', '-A', '-o', 'name')).toContain('sock-shop');
    const { status } = (await world.read('shop')) as {
      status?: { inventory?: { entries: { id: string }[] } };
    };
    const ids = status?.inventory?.entries.map(({ id }) => id) ?? [];
    expect(ids.filter((id) => !/^sock-shop_|^_sock-shop__Namespace$/.test(id))).toEqual([]);
    await world.ok('delete', 'kustomization', '-n', 'flux-system', 'shop', '--timeout=60s');
    await world.ok('wait', '--for=delete', 'namespace/sock-shop', '--timeout=60s');
  });

  test('kubectl apply -k takes the whole cluster at once, and a second time nothing', async () => {
    const first = await world.plane.kubectl(['apply', '-k', world.path()]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const again = await world.ok('apply', '-k', world.path());
    const sentAnyway = /^poddisruptionbudget\S* configured$/;
    expect(
      again.split('\n').filter((line) => !line.endsWith(' unchanged') && !sentAnyway.test(line)),
    ).toEqual([]);
    const present = Object.keys(await world.versions('platform', 'apps', 'jenkins'));
    expect(again.split('\n')).toHaveLength(present.length);
  });

  test('Flux takes it over without a conflict, and without restarting a pod', async () => {
    for (const namespace of ['sock-shop', 'nginx-ingress', 'kube-system']) {
      await world.ok(
        'wait',
        '-n',
        namespace,
        '--for=condition=Available',
        'deployments',
        '--all',
        '--timeout=60s',
      );
    }
    const [pods, before] = [await world.pods(), await specs()];
    await world.ok('apply', '-f', world.path('flux'));
    const revision = await world.publish(CLUSTER);
    await world.applied(revision, PLATFORM, APPS, JENKINS);
    expect(await world.pods()).toEqual(pods);
    expect(await specs()).toEqual(before);
  });

  const specs = async () => {
    const files = ['platform', 'apps', 'jenkins'].flatMap((folder) => ['-f', world.path(folder)]);
    const text = await world.ok('get', ...files, '-o', 'json');
    return (JSON.parse(text) as { items: { spec?: unknown }[] }).items.map(({ spec }) => spec);
  };
});

function changed(before: Versions, after: Versions): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].filter((id) => before[id] !== after[id]).sort();
}

// As flux bootstrap writes it, without the components, which the test has started already.
const gotkSync = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m0s
  ref:
    branch: main
  secretRef:
    name: flux-system
  url: ${url}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m0s
  path: ./dist/${CLUSTER}/flux
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`;
