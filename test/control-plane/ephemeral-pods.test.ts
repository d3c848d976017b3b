import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type LivePod, readAll, isUp } from '../../scripts/shared/live-objects.ts';
import { projectFile } from '../support/processes.ts';
import { EndpointRecording, readyCount, tableOf } from './support/endpoint-recording.ts';
import { endpointProblems } from './support/endpoints.ts';
import { eventually } from './support/eventually.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';

const NAMESPACE = 'sock-shop';
const PAGE = 'docs/ephemeral-pods.md';

// A lost node is noticed within seconds here, rather than in the minutes that a cluster takes.
const hasty = {
  apiServerFlags: ['--default-unreachable-toleration-seconds=2'],
  controllerManagerFlags: ['--node-monitor-grace-period=11s', '--node-monitor-period=1s'],
};

describe.each(builtMinors)('pods that come and go, on Kubernetes %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(version, { sockShop: { frontEndReplicas: 2 } }, hasty);
    await world.ok('apply', '-f', 'apps/1-sock-shop.k8s.yaml');
    await runningProblems(world.plane);
    await eventually(() => endpointProblems(world.plane));
  });

  afterAll(() => world.stop());

  test(`their Service's endpoints change as ${PAGE} has it, and its address never does`, async () => {
    const before = await service();
    const first = await frontEnds();
    const [dies, stays] = first;
    if (!dies || !stays) throw new Error('there are no two front ends');
    const recording = new EndpointRecording(world, NAMESPACE, 'front-end');
    await recording.begin('two front ends');

    // Each replacement waits for a node until the row before it is written: on a cluster it would be starting.
    await world.ok('cordon', '--selector=kubernetes.io/os=linux');
    await hold(dies);
    await recording.after(['kubectl delete pod A'], () =>
      world.ok('delete', 'pod', dies.metadata.name, '-n', NAMESPACE, '--wait=false'),
    );
    await recording.after(["A's process has ended"], () => release(dies));
    const home = stays.spec.nodeName ?? '';
    await recording.after(['C has a node, and its probe succeeds'], () => uncordonAllBut(home));
    await world.ok('cordon', '--selector=kubernetes.io/os=linux');
    await recording.after(["B's node falls silent", 'B is evicted from it'], () =>
      world.plane.silenceNode(home),
    );
    await recording.after(['D has a node, and its probe succeeds'], () => uncordonAllBut(home));
    await recording.after(["B's node is given up"], async () => {
      await world.plane.removeNode(home);
      await world.ok(
        'delete',
        'pod',
        stays.metadata.name,
        '-n',
        NAMESPACE,
        '--force',
        '--grace-period=0',
        // The control plane gives pods of absent nodes up by itself, sooner or later.
        '--ignore-not-found',
      );
    });

    const { rows } = recording;
    const names = first.map(({ metadata }) => metadata.name);
    expect(tableOf(rows, names)).toBe(recorded());
    expect(Math.min(...rows.map(readyCount))).toBe(1);
    for (const { endpoints } of rows) {
      const addresses = endpoints.flatMap((one) => one.addresses);
      expect(new Set(addresses).size).toBe(endpoints.length);
    }
    expect(await service()).toEqual(before);
  });

  const service = async () => {
    const text = await world.ok('get', 'service', 'front-end', '-n', NAMESPACE, '-o', 'json');
    const { metadata, spec } = JSON.parse(text) as {
      metadata: { resourceVersion: string };
      spec: { clusterIP: string; ports: unknown };
    };
    return { version: metadata.resourceVersion, address: spec.clusterIP, ports: spec.ports };
  };

  const frontEnds = async () => {
    const pods = await readAll<LivePod>(world.plane.api, `/api/v1/namespaces/${NAMESPACE}/pods`);
    return pods.filter((pod) => pod.metadata.labels?.name === 'front-end' && isUp(pod));
  };

  // Stands in for the time in which a process ends: without a kubelet, a pod is gone as soon as it is deleted.
  const hold = (pod: LivePod) => finalizers(pod, ['example.com/still-ending']);
  const release = (pod: LivePod) => finalizers(pod, null);
  const finalizers = (pod: LivePod, list: string[] | null) => {
    const patch = JSON.stringify({ metadata: { finalizers: list } });
    return world.ok(
      'patch',
      'pod',
      pod.metadata.name,
      '-n',
      NAMESPACE,
      '--type=merge',
      '-p',
      patch,
    );
  };

  const uncordonAllBut = async (node: string) => {
    const nodes = await world.ok('get', 'nodes', '-o', 'name');
    const others = nodes
      .trim()
      .split('\n')
      .filter((name) => name !== `node/${node}`);
    await world.ok('uncordon', ...others);
  };
});

/** The recording that the page shows: its block that begins with the pods' letters. */
function recorded(): string {
  const page = readFileSync(projectFile(PAGE), 'utf8');
  return /```text\n(\s+A\s+B[^`]*?)\n```/.exec(page)?.[1] ?? '';
}
