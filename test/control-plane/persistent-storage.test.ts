import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EBS_ZONE } from '../../control-plane/volumes.ts';
import { type LiveNode, type LiveObject, readAll } from '../../scripts/shared/live-objects.ts';
import { options } from '../support/configs.ts';
import { drain } from './support/drain.ts';
import { runInShell } from './support/docs-commands.ts';
import { eventually } from './support/eventually.ts';
import { referenceProblems, runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';

interface Volume extends LiveObject {
  readonly spec: {
    readonly claimRef: { readonly name: string; readonly namespace: string };
    readonly nodeAffinity: {
      readonly required: {
        readonly nodeSelectorTerms: {
          readonly matchExpressions: { readonly key: string; readonly values: string[] }[];
        }[];
      };
    };
  };
  readonly status: { readonly phase: string };
}

const CLAIMS = ['carts-db', 'catalogue-db', 'orders-db', 'session-db', 'user-db'];

describe.each(builtMinors)('persistent storage on Kubernetes %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(version, options['persistent storage']);
    await world.ok('apply', ...world.everything);
    await runningProblems(world.plane);
  });

  afterAll(() => world.stop());

  const volumes = () => readAll<Volume>(world.plane.api, '/api/v1/persistentvolumes');

  const zones = async () => {
    const nodes = await readAll<LiveNode>(world.plane.api, '/api/v1/nodes');
    return [...new Set(nodes.map(({ metadata }) => metadata.labels?.[EBS_ZONE]))];
  };

  test('what waits for its Secret gets it by the documented command', async () => {
    const missing = await referenceProblems(world.plane);
    expect(missing).toEqual(['sock-shop/catalogue-db-0: no Secret catalogue-db']);
    for (const { command } of world.synthesized.prerequisites)
      expect(await runInShell(world, command)).toMatchObject({ code: 0, stderr: '' });
    expect(await referenceProblems(world.plane)).toEqual([]);
  });

  test("each claim is bound to a volume of its node's zone, which is the only one", async () => {
    expect(await zones()).toHaveLength(1);
    const all = await volumes();
    expect(all.map(({ spec }) => spec.claimRef.name).sort()).toEqual(
      CLAIMS.map((name) => `data-${name}-0`),
    );
    for (const { spec, status } of all) {
      expect(status.phase).toBe('Bound');
      expect(spec.nodeAffinity.required.nodeSelectorTerms).toEqual([
        { matchExpressions: [{ key: EBS_ZONE, operator: 'In', values: await zones() }] },
      ]);
    }
  });

  test('each node can be drained in its turn: the pods find their volumes again', async () => {
    const before = (await volumes()).map(({ metadata }) => metadata.name).sort();
    for (const { name } of world.eks.nodes) {
      const { result, broken } = await drain(world, name, '--force');
      expect([result.code, broken]).toEqual([0, []]);
      expect(await runningProblems(world.plane)).toEqual([]);
      await world.ok('uncordon', name);
    }
    expect((await volumes()).map(({ metadata }) => metadata.name).sort()).toEqual(before);
  });

  test('deleting the shop and its claims gives the volumes back', async () => {
    await world.ok('delete', 'namespace', 'sock-shop', '--timeout=90s');
    const left = async () => (await volumes()).map(({ metadata }) => metadata.name);
    expect(await eventually(left)).toEqual([]);
  });
});
