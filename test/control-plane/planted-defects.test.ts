import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields } from '../../checks/values.ts';
import { accessProblems } from './support/access.ts';
import {
  applyProblems,
  diffProblems,
  secondApplyProblems,
  serverSideProblems,
} from './support/applied.ts';
import { endpointProblems, ingressProblems } from './support/endpoints.ts';
import { eventually } from './support/eventually.ts';
import { autoscalerRights, controllerRights } from './support/rights.ts';
import { referenceProblems, runningProblems } from './support/running.ts';
import { serviceAccount } from './support/service-account.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';

const IN_SHOP = ['-n', 'sock-shop'];

// What the other suites find nothing wrong with is spoilt here, one defect at a time: each must be found.
describe.each(builtMinors)('planted defects on Kubernetes %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(version);
    await world.ok('apply', ...world.everything);
    await runningProblems(world.plane);
  });

  afterAll(() => world.stop());

  const create = (object: Fields) => world.kubectl(['create', '-f', '-'], JSON.stringify(object));

  const patch = (what: string[], change: Fields[]) =>
    world.ok('patch', ...what, '--type=json', '-p', JSON.stringify(change));

  test('an API version that is gone', async () => {
    const gone = { ...deployment('gone'), apiVersion: 'extensions/v1beta1' };
    expect(applyProblems(await create(gone)).join()).toContain('no matches for kind "Deployment"');
  });

  test('a field that there is not', async () => {
    const odd = { ...deployment('odd', { restartPolciy: 'Always' }) };
    expect(applyProblems(await create(odd)).join()).toContain('restartPolciy');
  });

  test('something that the API server warns of', async () => {
    const old = deployment('old', { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } });
    expect(applyProblems(await create(old)).join()).toContain('deprecated since v1.14');
    await world.ok('delete', 'deployment', 'old', '-n', 'default');
  });

  test('a selector that matches nothing', async () => {
    await world.ok('patch', 'service', 'carts', ...IN_SHOP, '-p', selector('nobody'));
    expect(await endpointProblems(world.plane)).toContain(
      'Service sock-shop/carts, port 80: selects no running pod',
    );
    await world.ok('patch', 'service', 'carts', ...IN_SHOP, '-p', selector('carts'));
  });

  test('a port name that there is not', async () => {
    const path = '/spec/ports/0/targetPort';
    await patch(['service', 'user', ...IN_SHOP], [{ op: 'replace', path, value: 'nosuch' }]);
    expect(
      await untilFound(() => endpointProblems(world.plane), /sock-shop\/user, port 80: does not/),
    ).not.toEqual([]);
    await patch(['service', 'user', ...IN_SHOP], [{ op: 'replace', path, value: 80 }]);
  });

  test('a backend, and a class, that there is not', async () => {
    const what = ['ingress', 'sock-shop-ingress', ...IN_SHOP];
    const path = '/spec/rules/0/http/paths/0/backend/service/port/number';
    await patch(what, [
      { op: 'replace', path, value: 8080 },
      { op: 'replace', path: '/spec/ingressClassName', value: 'nosuch' },
    ]);
    expect(await ingressProblems(world.plane)).toEqual([
      'Ingress sock-shop/sock-shop-ingress: Service front-end has no port {"number":8080}',
      'Ingress sock-shop/sock-shop-ingress: no IngressClass nosuch',
    ]);
    await world.ok('apply', '-f', 'apps/2-sock-shop-ingress.k8s.yaml');
  });

  test('a role that lacks one rule, and one that has one too many', async () => {
    const { namespace, account, rights } = controllerRights.nginx;
    const as = await serviceAccount(world, namespace, account);
    const what = ['clusterrole', 'nginx-ingress'];
    const path = '/rules/0/resources';
    await patch(what, [{ op: 'replace', path, value: ['services', 'pods', 'configmaps'] }]);
    expect(
      await untilFound(() => accessProblems(as, rights), /^may not list secrets$/),
    ).not.toEqual([]);
    expect(
      await untilFound(() => accessProblems(as, rights), /^may list configmaps in sock-shop$/),
    ).not.toEqual([]);

    const autoscaler = await serviceAccount(world, 'kube-system', 'cluster-autoscaler');
    const rules = ['clusterrole', 'cluster-autoscaler'];
    const index = await budgetRule();
    await patch(rules, [{ op: 'remove', path: `/rules/${index}` }]);
    expect(
      await untilFound(
        () => accessProblems(autoscaler, autoscalerRights(world.synthesized.minor)),
        /^may not watch poddisruptionbudgets.policy$/,
      ),
    ).not.toEqual([]);
    await world.ok('apply', '-f', 'platform');
  });

  test('a Secret that nobody has created', async () => {
    const secretRef = { name: 'nosuch' };
    await create(deployment('waiting', {}, { envFrom: [{ secretRef }] }));
    expect(await runningProblems(world.plane)).toEqual([]);
    expect((await referenceProblems(world.plane)).join()).toContain('no Secret nosuch');
    await world.ok('delete', 'deployment', 'waiting', '-n', 'default');
  });

  test('a pod that fits on no node, and one that its namespace refuses', async () => {
    await create(deployment('large', {}, { resources: { requests: { cpu: '3' } } }));
    const intruder = deployment('intruder', {}, { securityContext: { privileged: true } });
    await create({ ...intruder, metadata: { name: 'intruder', namespace: 'sock-shop' } });
    expect(await runningProblems(world.plane)).toEqual([
      expect.stringMatching(/^default\/large-.* Insufficient cpu/),
      expect.stringMatching(/^Deployment sock-shop\/intruder: .* violates PodSecurity/),
    ]);
    await world.ok('delete', 'deployment', 'large', '-n', 'default');
    await world.ok('delete', 'deployment', 'intruder', ...IN_SHOP);
  });

  test('files that have changed since', async () => {
    const file = join(world.folder, 'platform/ingress-controller.k8s.yaml');
    const platform = { ...world, everything: ['-f', 'platform'] };
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('-report-ingress-status', '-report-ingress-status=false'));
    expect(await diffProblems(platform)).toContain('exit code 1');
    expect(await secondApplyProblems(platform)).toContain(
      'deployment.apps/nginx-ingress configured',
    );
    writeFileSync(file, text);
    await world.ok('apply', '-f', 'platform');
  });

  test('a field that somebody else has changed', async () => {
    const what = ['deployment', 'payment', ...IN_SHOP, '--field-manager=somebody'];
    await patch(what, [{ op: 'replace', path: '/spec/replicas', value: 2 }]);
    const apps = { ...world, everything: ['-f', 'apps'] };
    expect((await serverSideProblems(apps)).join()).toContain('conflict with "somebody"');
  });

  const budgetRule = async (): Promise<number> => {
    const role = JSON.parse(
      await world.ok('get', 'clusterrole', 'cluster-autoscaler', '-o', 'json'),
    ) as { rules: { resources: string[] }[] };
    return role.rules.findIndex(({ resources }) => resources.includes('poddisruptionbudgets'));
  };
});

// The API server's own views of roles and pods lag a moment behind.
async function untilFound(ask: () => Promise<string[]>, problem: RegExp): Promise<string[]> {
  let found: string[] = [];
  await eventually(async () => {
    found = await ask();
    return found.some((one) => problem.test(one)) ? [] : ['not yet'];
  });
  return found.filter((one) => problem.test(one));
}

function selector(name: string): string {
  return JSON.stringify({ spec: { selector: { name } } });
}

function deployment(name: string, pod: Fields = {}, container: Fields = {}) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name, image: 'planted', ...container }], ...pod },
      },
    },
  };
}
