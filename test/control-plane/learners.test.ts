import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Kubectl, KubectlResult } from '../../control-plane/control-plane.ts';
import { expectedLearners, type ExpectedLearner } from '../../config/learners/expected.ts';
import { classOf, learner as learnerOf } from '../support/class.ts';
import { accesses, accessProblems, type Rights } from './support/access.ts';
import { applyProblems } from './support/applied.ts';
import { eventually } from './support/eventually.ts';
import { policyProblems } from './support/policies.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete'];
const RBAC = 'rbac.authorization.k8s.io';
const variants = ['3-service-clusterip', '4-service-nodeport', '5-service-loadbalancer'] as const;

// Ports written for all, so that no name meets another's.
const learners = classOf(60).map(({ name }, index) => learnerOf(name, 32_001 + index));

describe.each(builtMinors)('sixty learners on Kubernetes %s', (version) => {
  let world: World;
  let expected: readonly ExpectedLearner[];

  beforeAll(async () => {
    world = await startWorld(version, {
      nodes: { instanceType: 'm7i.4xlarge', min: 2, desired: 3, max: 4 },
      learners,
    });
    expected = expectedLearners(world.synthesized.config);
  });

  afterAll(() => world.stop());

  const as =
    ({ principal, group }: ExpectedLearner): Kubectl =>
    (args, options) =>
      world.plane.kubectl([...args, '--as', principal, '--as-group', group], {
        cwd: world.folder,
        ...options,
      });
  const apply = ({ folder }: ExpectedLearner, file: string) => [
    'apply',
    '-f',
    `${folder}/${file}.k8s.yaml`,
  ];
  const one = (index: number): ExpectedLearner => {
    const found = expected[index];
    if (!found) throw new Error(`no learner ${index}`);
    return found;
  };
  const refused = async (who: ExpectedLearner, args: string[], input?: object) => {
    const options = input && { input: JSON.stringify(input) };
    const { code, stderr } = await as(who)(args, options);
    expect(code).not.toBe(0);
    return stderr;
  };

  test('the instructor applies a folder, and a second time changes nothing', async () => {
    expect(applyProblems(await world.kubectl(['apply', '-f', 'learners']))).toEqual([]);
    const output = await world.ok('apply', '-f', 'learners');
    expect(output.split('\n').filter((line) => line && !line.endsWith(' unchanged'))).toEqual([]);
    const { file } = one(0);
    expect(await world.ok('diff', '-f', file)).toBe('');
    const { code, stderr } = await world.kubectl(['apply', '--server-side', '-f', file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('each may do the exercises in their own namespace, and nothing elsewhere', async () => {
    const problems = await each(expected, async (learner, index) => {
      const neighbour = one((index + 1) % expected.length);
      const found = await accessProblems(as(learner), rightsOf(learner, neighbour));
      return found.map((problem) => `${learner.name} ${problem}`);
    });
    expect(problems.flat()).toEqual([]);
  });

  test('each applies their own Pod and their NodePort, on a port that nobody else has', async () => {
    const problems = await each(expected, async (learner) => [
      ...applyProblems(await as(learner)(apply(learner, '1-jenkins'))),
      ...applyProblems(await as(learner)(apply(learner, '4-service-nodeport'))),
    ]);
    expect(problems.flat()).toEqual([]);
    expect(await eventually(() => runningProblems(world.plane))).toEqual([]);
    expect(await policyProblems(world)).toEqual([]);
    const ports = await world.ok(
      'get',
      'services',
      '-A',
      '-o',
      'jsonpath={range .items[?(@.spec.type=="NodePort")]}{.metadata.namespace} {.spec.ports[0].nodePort}{"\\n"}{end}',
    );
    expect(ports.trim().split('\n').sort()).toEqual(
      expected.map(({ namespace, nodePort }) => `${namespace} ${nodePort}`).sort(),
    );
  });

  test('what an exercise shows is theirs to see', async () => {
    const learner = one(7);
    const run = as(learner);
    for (const args of [
      ['get', 'all,events,endpoints,resourcequotas,limitranges,networkpolicies'],
      ['describe', 'pod', 'jenkins'],
      ['describe', 'service', 'jenkins'],
      ['get', 'endpointslices'],
      ['get', 'namespace', learner.namespace],
      ['get', 'pods', '--watch-only', '--request-timeout=1s'],
    ]) {
      const { stderr } = await run([...args, '-n', learner.namespace]);
      expect(stderr).not.toMatch(/forbidden/i);
    }
  });

  test.each([0, 29, 59])('learner %i goes through the three Services', async (index) => {
    const learner = one(index);
    const run = as(learner);
    for (const [i, variant] of variants.entries()) {
      expect(applyProblems(await run(apply(learner, variant)))).toEqual([]);
      const { stdout } = await run([
        'get',
        'service',
        'jenkins',
        '-n',
        learner.namespace,
        '-o',
        'json',
      ]);
      const { type, ports } = (JSON.parse(stdout) as { spec: ServiceSpec }).spec;
      expect({ type, nodePort: ports[0]?.nodePort }).toEqual({
        nodePort: undefined,
        ...learner.services[(i + 3) as 3 | 4 | 5],
      });
    }
    // Each on its own, as the chapter goes, and not in place.
    for (const variant of variants) {
      const { code } = await run(['delete', 'service', 'jenkins', '-n', learner.namespace]);
      expect(code).toBe(0);
      expect(await onceCounted(() => run(apply(learner, variant)))).toEqual([]);
    }
    const { stdout } = await run(['get', 'service,pod', '-n', learner.namespace, '-o', 'name']);
    expect(stdout.trim().split('\n').sort()).toEqual(['pod/jenkins', 'service/jenkins']);
  });

  test("another's namespace is closed, in words", async () => {
    const [learner, other] = [one(3), one(4)];
    for (const resource of ['pods', 'services', 'events', 'secrets', 'networkpolicies']) {
      expect(await refused(learner, ['get', resource, '-n', other.namespace])).toMatch(
        /forbidden/i,
      );
      expect(await refused(learner, ['get', resource, '-A'])).toMatch(/forbidden/i);
    }
    expect(await refused(learner, ['delete', 'pod', 'jenkins', '-n', other.namespace])).toMatch(
      /forbidden/i,
    );
    expect(await refused(learner, ['logs', 'jenkins', '-n', other.namespace])).toMatch(
      /forbidden/i,
    );
    expect(await refused(learner, ['delete', 'namespace', other.namespace])).toMatch(/forbidden/i);
    expect(await refused(learner, ['get', 'namespaces'])).toMatch(/forbidden/i);
    expect(await refused(learner, ['get', 'nodes'])).toMatch(/forbidden/i);
    expect(await refused(learner, apply(other, '1-jenkins'))).toMatch(/forbidden/i);
  });

  describe('limits', () => {
    const fresh = () => one(12);
    const create = (input: object) => refused(fresh(), ['create', '-f', '-'], input);

    beforeAll(async () => {
      await as(fresh())(['delete', 'pod,service', '--all', '-n', fresh().namespace, '--force']);
    });

    test('a Pod that says nothing of resources gets what Jenkins needs, and no second one comes', async () => {
      const { namespace } = fresh();
      const input = JSON.stringify(pod(namespace, {}));
      const created = await onceCounted(() => as(fresh())(['create', '-f', '-'], { input }));
      expect(created).toEqual([]);
      const { stdout } = await as(fresh())([
        'get',
        'pod',
        'own',
        '-n',
        namespace,
        '-o',
        'jsonpath={.spec.containers[0].resources}',
      ]);
      expect(JSON.parse(stdout)).toEqual({
        limits: { memory: '2Gi' },
        requests: { cpu: '500m', memory: '1Gi' },
      });
      const second = { ...pod(namespace, {}), metadata: { name: 'second', namespace } };
      expect(await create(second)).toContain('exceeded quota: exercises');
      await as(fresh())(['delete', 'pod', 'own', '-n', namespace, '--force']);
      await eventually(async () => {
        const used = [
          'get',
          'quota',
          'exercises',
          '-n',
          namespace,
          '-o',
          'jsonpath={.status.used.pods}',
        ];
        return (await world.ok(...used)) === '0' ? [] : ['still counted'];
      });
    });

    test('a Pod that wants more is refused', async () => {
      const { namespace } = fresh();
      const memory = { resources: { limits: { memory: '3Gi' } } };
      expect(await create(pod(namespace, memory))).toContain(
        'maximum memory usage per Container is 2Gi',
      );
      const cpu = { resources: { requests: { cpu: '1' } } };
      expect(await create(pod(namespace, cpu))).toMatch(
        /exceeded quota: exercises.*requests\.cpu=1/,
      );
    });

    test('a privileged Pod is refused, and so is one that would push others away', async () => {
      const { namespace } = fresh();
      const privileged = { securityContext: { privileged: true } };
      expect(await create(pod(namespace, privileged))).toContain('violates PodSecurity');
      expect(await create(pod(namespace, {}, { hostNetwork: true }))).toContain(
        'violates PodSecurity',
      );
      const critical = { priorityClassName: 'system-cluster-critical' };
      expect(await create(pod(namespace, {}, critical))).toContain(
        'exceeded quota: no-system-priority',
      );
    });

    test('one node port, one load balancer, two Services', async () => {
      const { namespace } = fresh();
      const run = as(fresh());
      expect(await onceCounted(() => run(apply(fresh(), '4-service-nodeport')))).toEqual([]);
      expect(await create(service(namespace, 'second', 'NodePort'))).toContain(
        'services.nodeports',
      );
      const plain = JSON.stringify(service(namespace, 'second', 'ClusterIP'));
      expect((await run(['create', '-f', '-'], { input: plain })).code).toBe(0);
      expect(await create(service(namespace, 'third', 'ClusterIP'))).toMatch(
        /exceeded quota.*services=1/,
      );
    });

    test("another's node port is refused by name", async () => {
      await as(fresh())(['delete', 'service', '--all', '-n', fresh().namespace]);
      const theirs = service(fresh().namespace, 'jenkins', 'NodePort', one(20).nodePort);
      expect(await create(theirs)).toContain('provided port is already allocated');
    });
  });

  test('a learner ends with their namespace, which only the instructor makes again', async () => {
    const learner = one(42);
    const { code, stderr } = await as(learner)(['delete', 'namespace', learner.namespace]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // kubectl has waited until it was gone.
    expect(await world.ok('get', 'namespaces', '-o', 'name')).not.toContain(learner.namespace);
    expect(await refused(learner, ['create', 'namespace', learner.namespace])).toMatch(
      /forbidden/i,
    );
    expect(await refused(learner, apply(learner, '1-jenkins'))).toMatch(/forbidden|not found/i);
    expect(applyProblems(await world.kubectl(['apply', '-f', learner.file]))).toEqual([]);
    expect(applyProblems(await as(learner)(apply(learner, '1-jenkins')))).toEqual([]);
  });

  test('nobody is in the way of the shop', async () => {
    expect(applyProblems(await world.kubectl(['apply', ...world.everything]))).toEqual([]);
    expect(await eventually(() => runningProblems(world.plane))).toEqual([]);
  });
});

// A quota counts what was deleted for a moment longer.
function onceCounted(apply: () => Promise<KubectlResult>): Promise<string[]> {
  return eventually(async () => {
    const result = await apply();
    return result.stderr.includes('exceeded quota') ? [result.stderr] : applyProblems(result);
  });
}

interface ServiceSpec {
  readonly type: string;
  readonly ports: readonly { readonly nodePort?: number }[];
}

function rightsOf({ namespace }: ExpectedLearner, neighbour: ExpectedLearner): Rights {
  const own = { namespace };
  const elsewhere = [neighbour.namespace, 'kube-system', 'default', undefined];
  return {
    needed: [
      ...accesses([...READ, ...WRITE], ['pods', 'services'], own),
      ...accesses(['get'], ['pods/log'], own),
      ...accesses(['create', 'get'], ['pods/exec', 'pods/portforward'], own),
      ...accesses(READ, ['events', 'endpoints', 'resourcequotas', 'limitranges'], own),
      ...accesses(READ, ['endpointslices'], { ...own, group: 'discovery.k8s.io' }),
      ...accesses([...READ, 'delete'], ['namespaces'], { ...own, name: namespace }),
      // What kubectl asks while it waits for the namespace to be gone.
      ...accesses(['list', 'watch'], ['namespaces'], { name: namespace }),
    ],
    forbidden: [
      ...elsewhere.flatMap((where) => {
        const there = where === undefined ? {} : { namespace: where };
        return [
          ...accesses([...READ, 'create', 'delete'], ['pods', 'services'], there),
          ...accesses(['get'], ['pods/log'], there),
          ...accesses(['create'], ['pods/exec', 'pods/portforward'], there),
          ...accesses(READ, ['secrets', 'configmaps', 'events'], there),
        ];
      }),
      ...accesses(['create', 'list', 'patch'], ['namespaces']),
      ...accesses(['create', 'update', 'patch'], ['namespaces'], { ...own, name: namespace }),
      ...accesses(['get', 'delete'], ['namespaces'], {
        namespace: neighbour.namespace,
        name: neighbour.namespace,
      }),
      ...accesses([...READ, ...WRITE], ['secrets', 'configmaps'], own),
      ...accesses(WRITE, ['resourcequotas', 'limitranges'], own),
      ...accesses(WRITE, ['networkpolicies'], { ...own, group: 'networking.k8s.io' }),
      ...accesses([...WRITE, 'bind', 'escalate'], ['roles', 'rolebindings'], {
        ...own,
        group: RBAC,
      }),
      ...accesses(['create'], ['serviceaccounts/token'], own),
      ...accesses(['create'], ['deployments'], { ...own, group: 'apps' }),
      ...accesses(READ, ['nodes', 'persistentvolumes']),
      ...accesses(['impersonate'], ['users', 'groups']),
    ],
  };
}

function pod(namespace: string, container: object, spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'own', namespace },
    spec: { containers: [{ name: 'own', image: 'jenkins/jenkins', ...container }], ...spec },
  };
}

function service(namespace: string, name: string, type: string, nodePort?: number) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      type,
      selector: { app: 'jenkins' },
      ports: [{ port: 8080, ...(nodePort && { nodePort }) }],
    },
  };
}

// Several at a time, as many as the machine has use for.
async function each<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>) {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      results[next[0]] = await work(next[1], next[0]);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return results;
}
