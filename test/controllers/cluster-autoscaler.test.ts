import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nodeGroupOf } from '../../checks/capacity/node-group.ts';
import { type LiveNode, readAll } from '../../scripts/shared/live-objects.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { runningProblems } from '../control-plane/support/running.ts';
import { startWorld, type World } from '../control-plane/support/world.ts';
import { find } from '../support/objects.ts';
import { type AsPod, runAsPod } from './support/as-pod.ts';
import { askedBy, audited } from './support/audit.ts';
import { useKwokProvider } from './support/kwok-provider.ts';

const NAME = 'cluster-autoscaler';
const LONGEST_SECONDS = 180;
const UNNEEDED_SECONDS = 20;
// It looks every ten seconds, and says so of each node.
const LONG_ENOUGH = (2 * UNNEEDED_SECONDS) / 10;
const KEPT = /node group min size reached/g;

let world: World;
let autoscaler: AsPod;

beforeAll(async () => {
  world = await startWorld(newestKubernetes, {}, audited);
  const { flags, ...surroundings } = await useKwokProvider(world);
  await world.ok('apply', ...world.everything);
  await runningProblems(world.plane);
  const objects = world.synthesized.files.flatMap((file) => file.objects);
  autoscaler = await runAsPod(world, find(objects, 'Deployment', NAME), NAME, {
    ...surroundings,
    flags: { ...flags, 'scale-down-unneeded-time': `${UNNEEDED_SECONDS}s` },
  });
});

afterAll(async () => {
  await world?.stop();
});

async function nodes(): Promise<number> {
  return (await readAll<LiveNode>(world.plane.api, '/api/v1/nodes')).length;
}

test('it is alive by its own probe', async () => {
  expect(await eventually(() => autoscaler.problems('livenessProbe'), 60)).toEqual([]);
});

test('of three nodes it takes one, and no pod waits for a place afterwards', async () => {
  expect(await nodes()).toBe(3);
  const problems = async () => {
    const count = await nodes();
    return count === 2 ? [] : [`${count} nodes`, ...autoscaler.lastLines()];
  };
  expect(await eventually(problems, LONGEST_SECONDS)).toEqual([]);
  expect(await runningProblems(world.plane)).toEqual([]);
});

test('it takes none of those that the node group keeps, however long they are empty', async () => {
  const { min } = nodeGroupOf(world.synthesized)!;
  await world.ok('scale', 'deployment', '--all', '--replicas=0', '-n', 'sock-shop');
  const before = autoscaler.logs().length;
  const problems = async () => {
    const kept = autoscaler.logs().slice(before).match(KEPT) ?? [];
    return kept.length < LONG_ENOUGH * min ? autoscaler.lastLines() : [];
  };
  expect(await eventually(problems, LONGEST_SECONDS)).toEqual([]);
  expect(await nodes()).toBe(min);
});

test('the API server refuses it nothing', () => {
  expect(askedBy(world.plane, 'kube-system', NAME)).not.toEqual([]);
  expect(askedBy(world.plane, 'kube-system', NAME, 403)).toEqual([]);
});
