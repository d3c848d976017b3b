import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type LivePod,
  nameOf,
  readAll,
  readLive,
  isUp,
} from '../../scripts/shared/live-objects.ts';
import { demandOfPod } from '../../scripts/rehearse/live-demand.ts';
import { isComplete } from '../../scripts/rehearse/stuck.ts';
import { options } from '../support/configs.ts';
import { applyProblems, secondApplyProblems } from './support/applied.ts';
import { plantedBlockers } from './support/blockers.ts';
import { writeDist } from './support/dist.ts';
import { nodeOf } from './support/drain.ts';
import { endpointProblems, ingressProblems } from './support/endpoints.ts';
import { eventually } from './support/eventually.ts';
import { fewestReady } from './support/fewest-ready.ts';
import { historySince, now } from './support/history.ts';
import { restrictedReport } from './support/restricted.ts';
import { runningProblems } from './support/running.ts';
import { liveScaleDowns, nodeToTakeAway } from './support/scale-down.ts';
import { startWorld, synthesizedFor, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';
import { minorNumber } from '../../tables/kubernetes.ts';

// The same on every minor version. UPDATE_EXPECTED writes it again.
const RESTRICTED = join(import.meta.dirname, 'restricted.json');
const SHOP_PODS = '/api/v1/namespaces/sock-shop/pods';

// A lost node is noticed within seconds here, rather than in the minutes that a cluster takes.
const hasty = {
  apiServerFlags: ['--default-unreachable-toleration-seconds=2'],
  controllerManagerFlags: ['--node-monitor-grace-period=11s', '--node-monitor-period=1s'],
};

describe.each(builtMinors)('a running shop on Kubernetes %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(version, {}, hasty);
    await world.ok('apply', ...world.everything);
    await runningProblems(world.plane);
  });

  afterAll(() => world.stop());

  test('options are applied in place, one after the other', async () => {
    const names = ['ingress host', 'shop node port', 'jenkins NodePort', 'jenkins LoadBalancer'];
    for (const overrides of [...names.map((name) => options[name]!), {}]) {
      writeDist(synthesizedFor(version, overrides), world.root);
      expect(applyProblems(await world.kubectl(['apply', ...world.everything]))).toEqual([]);
      expect(await eventually(() => endpointProblems(world.plane))).toEqual([]);
      expect(await ingressProblems(world.plane)).toEqual([]);
    }
  });

  test('a rolling update of the front end never has fewer ready pods than it should', async () => {
    for (const replicas of [1, 3]) {
      await scaleFrontEnd(replicas);
      const since = await now(world.plane, SHOP_PODS);
      const ready = new Set((await frontEnds()).map(({ metadata }) => metadata.name));
      expect(ready.size).toBe(replicas);
      await world.ok('rollout', 'restart', 'deployment/front-end', '-n', 'sock-shop');
      await world.ok('rollout', 'status', 'deployment/front-end', '-n', 'sock-shop');
      const changes = await historySince<LivePod>(world.plane, SHOP_PODS, since);
      expect(
        fewestReady(
          changes.filter(({ object }) => isFrontEnd(object)),
          ready,
        ),
      ).toBe(replicas);
    }
  });

  test('the front end scales up and down, and its Service follows', async () => {
    for (const replicas of [5, 1]) {
      await scaleFrontEnd(replicas);
      expect(await eventually(() => endpointProblems(world.plane))).toEqual([]);
      expect(await frontEnds()).toHaveLength(replicas);
    }
  });

  test('the Ingress is accepted while its controller is down', async () => {
    const controller = ['deployment/nginx-ingress', '-n', 'nginx-ingress'];
    await world.ok('scale', ...controller, '--replicas=0');
    await world.ok('delete', '-f', 'apps/2-sock-shop-ingress.k8s.yaml');
    const applied = await world.kubectl(['apply', '-f', 'apps/2-sock-shop-ingress.k8s.yaml']);
    expect(applyProblems(applied)).toEqual([]);
    expect(await ingressProblems(world.plane)).toEqual([]);
    await world.ok('scale', ...controller, '--replicas=1');
  });

  test('each namespace refuses what its Pod Security level forbids', async () => {
    for (const namespace of ['sock-shop', 'dev-bc-svc', 'nginx-ingress']) {
      const args = ['run', 'intruder', '--image=intruder', '--privileged', '-n', namespace];
      const { code, stderr } = await world.kubectl(args);
      expect(code).not.toBe(0);
      expect(stderr).toContain('violates PodSecurity "baseline:latest": privileged');
    }
  });

  test('this is who passes the restricted level, and what the others lack for it', async () => {
    const report = await restrictedReport(world);
    if (process.env.UPDATE_EXPECTED)
      writeFileSync(RESTRICTED, `${JSON.stringify(report, null, 2)}\n`);
    expect(report).toEqual(JSON.parse(readFileSync(RESTRICTED, 'utf8')));
  });

  test('each planted blocker is named, on its own node', async () => {
    expect(await runningProblems(world.plane)).toEqual([]);
    const node = await nodeToTakeAway(world);
    const objects = Object.values(plantedBlockers).flatMap((plant) => plant(node));
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    expect(applyProblems(await world.kubectl(['create', '-f', '-'], input))).toEqual([]);
    expect(await runningProblems(world.plane)).toEqual([]);
    const blockers = async () => {
      const nodes = await liveScaleDowns(world);
      const mentioning = nodes.filter((one) => /planted|default\//.test(one.blockers.join()));
      expect(mentioning.map((one) => one.node)).toEqual([node]);
      return mentioning[0]?.blockers.filter((one) => !one.startsWith('runs the')).sort();
    };
    const always = [
      expect.stringMatching(/^default\/bare-pod is a bare Pod/),
      expect.stringMatching(/^default\/not-safe-\S+ says safe-to-evict: "false"/),
      expect.stringMatching(/^default\/strict-budget allows no disruption of default\/strict/),
    ];
    expect(await blockers()).toEqual(always);

    // The flags' defaults, which the project's autoscaler has switched off.
    await withoutFlags('--skip-nodes-with-local-storage', '--skip-nodes-with-system-pods');
    const withDefaults = await liveScaleDowns(world);
    const onNode = withDefaults.find((one) => one.node === node)?.blockers;
    expect(onNode).toEqual(
      expect.arrayContaining([
        ...always,
        expect.stringMatching(/^default\/disk-volume-\S+ keeps data on its node.* cache/),
      ]),
    );
    const system = expect.stringMatching(/^kube-system\/system-pod-\S+ is in kube-system and has/);
    // Since 1.33 such a pod blocks for its first hour only.
    if (minorNumber(version) < 33) expect(onNode).toContainEqual(system);
    else expect(onNode).not.toContainEqual(system);

    await world.kubectl(['delete', '-f', '-'], input);
    await world.ok('apply', ...world.everything);
    expect(await runningProblems(world.plane)).toEqual([]);
  });

  test('when a node vanishes, everything but the bare Jenkins pod comes back', async () => {
    const node = (await nodeOf(world, 'dev-bc-svc/jenkins')) ?? '';
    await world.plane.silenceNode(node);
    expect(await eventually(() => managedProblems(node), 60)).toEqual([]);
    await world.plane.removeNode(node);
    await world.eks.addNode();
    // What was on it: Kubernetes itself forgets it after a minute.
    const remains = ['--field-selector', `spec.nodeName=${node}`, '--force', '--grace-period=0'];
    await world.ok('delete', 'pods', '-A', ...remains);
    expect(await runningProblems(world.plane)).toEqual([]);
    expect(await nodeOf(world, 'dev-bc-svc/jenkins')).toBeUndefined();
    expect(await endpointProblems(world.plane)).toEqual([
      'Service dev-bc-svc/jenkins, port 8080: selects no running pod',
    ]);
    await world.ok('apply', '-f', 'jenkins');
    expect(await runningProblems(world.plane)).toEqual([]);
    expect(await secondApplyProblems(world)).toEqual([]);
  });

  const scaleFrontEnd = async (replicas: number) => {
    const deployment = ['deployment/front-end', '-n', 'sock-shop'];
    await world.ok('scale', ...deployment, `--replicas=${replicas}`);
    await world.ok('rollout', 'status', ...deployment, '--timeout=60s');
    await eventually(async () => ((await frontEnds()).length === replicas ? [] : ['not yet']));
  };

  const frontEnds = async () =>
    (await readAll<LivePod>(world.plane.api, SHOP_PODS)).filter(
      (pod) => isFrontEnd(pod) && isUp(pod),
    );

  const withoutFlags = async (...flags: string[]) => {
    const path = '/spec/template/spec/containers/0/args';
    const deployment = ['deployment/cluster-autoscaler', '-n', 'kube-system'];
    const args = JSON.parse(
      await world.ok(
        'get',
        ...deployment,
        '-o',
        `jsonpath={${path.replaceAll('/', '.').replace('.0.', '[0].')}}`,
      ),
    ) as string[];
    const value = args.filter((arg) => !flags.some((flag) => arg.startsWith(flag)));
    const patch = JSON.stringify([{ op: 'replace', path, value }]);
    await world.ok('patch', ...deployment, '--type=json', '-p', patch);
    await world.ok('rollout', 'status', ...deployment, '--timeout=60s');
    await runningProblems(world.plane);
  };

  const managedProblems = async (lost: string): Promise<string[]> => {
    const { pods, workloads } = await readLive(world.plane.api);
    return [
      ...workloads
        .filter((one) => one.kind !== 'DaemonSet' && !isComplete(one))
        .map((one) => `${one.kind} ${nameOf(one)}`),
      ...pods
        .filter((pod) => (pod.spec.nodeName === lost ? isStillKept(pod) : !isUp(pod)))
        .map((pod) => `pod ${nameOf(pod)}`),
    ];
  };
});

function isFrontEnd({ metadata }: LivePod): boolean {
  return metadata.labels?.name === 'front-end';
}

// A DaemonSet's pod stays on its node for as long as the node is known.
function isStillKept(pod: LivePod): boolean {
  return demandOfPod(pod).owner !== 'DaemonSet' && pod.metadata.deletionTimestamp === undefined;
}
