import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBinary } from '../../control-plane/binaries.ts';
import { type Kept, placeOf, type Scene } from '../../scripts/practice/faults/fault.ts';
import { faults } from '../../scripts/practice/faults/faults.ts';
import { accountFaults } from '../../scripts/practice/faults/account-faults.ts';
import { sayingOf } from '../../scripts/practice/faults/look.ts';
import { stateOf } from '../../scripts/verify/exercise.ts';
import { Memory } from '../../scripts/verify/memory.ts';
import { type Probe, realProbe } from '../../scripts/verify/probe.ts';
import { readCluster } from '../../scripts/verify/read-live.ts';
import { verify } from '../../scripts/verify/verify.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { runInShell } from '../control-plane/support/docs-commands.ts';
import { runningProblems } from '../control-plane/support/running.ts';
import { askBalancer, NAME, type PlayedWorld, startPlayedWorld } from './support/played-world.ts';

let played: PlayedWorld;

beforeAll(async () => {
  const folder = dirname(await findBinary(newestKubernetes, 'kubectl'));
  process.env.PATH = `${folder}${delimiter}${process.env.PATH}`;
  played = await startPlayedWorld();
  process.env.KUBECONFIG = played.world.plane.kubeconfig;
  const { world } = played;
  await world.ok('apply', ...world.everything, '-f', 'jenkins/1-jenkins.k8s.yaml');
  await runningProblems(world.plane);
}, 400_000);

afterAll(() => played?.stop());

const own = faults.filter((fault) => !accountFaults.includes(fault));

describe.each(own)('$title', (fault) => {
  let kept: Kept;
  let before: Record<number, string>;

  test('verify is content before', async () => {
    const { config } = played.world.synthesized;
    for (const { command } of fault.needs) await mended([command(placeOf(config))]);
    expect(await eventually(said, 40)).toEqual([]);
    expect(await missing()).toEqual([]);
    before = await states();
  });

  test('planted, verify names it', async () => {
    kept = (await fault.plant(await scene())) ?? {};
    const problems = await eventually(
      async () => ((await said()).length > 0 ? [] : await all()),
      60,
    );
    expect(problems).toEqual([]);
  });

  test('mended by its answer, verify is content again', async () => {
    await mended(fault.answer(placeOf(played.world.synthesized.config), kept));
    expect(await eventually(said, 60)).toEqual([]);
    expect(await runningProblems(played.world.plane)).toEqual([]);
    const problems = await eventually(async () => {
      const now = await states();
      return JSON.stringify(now) === JSON.stringify(before) ? [] : await all();
    }, 60);
    expect(problems).toEqual([]);
  });

  const states = async () =>
    Object.fromEntries((await look()).map((one) => [one.number, stateOf(one)]));

  const missing = async () => {
    const { live, place } = await scene();
    return fault.needs
      .filter(({ find }) => !find(live, place))
      .map(({ command }) => command(place));
  };

  async function said(): Promise<string[]> {
    return sayingOf(fault, { exercises: await look(), complaint: '' });
  }

  async function all(): Promise<string[]> {
    const items = (await look()).flatMap((exercise) => exercise.items);
    return items
      .filter(({ state }) => state !== 'done')
      .map(({ what, evidence }) => `${what}: ${evidence}`);
  }

  async function look() {
    const { world } = played;
    const live = await readCluster(NAME);
    const memory = new Memory(join(world.root, `memory-${Math.random()}.json`), 'this cluster');
    const { synthesized } = world;
    const sight = { config: synthesized.config, synthesized, live, probe, memory };
    return verify(sight, fault.exercises);
  }
});

// Where port 80 was not to be had, the Ingress answers higher up.
const probe: Probe = {
  ...realProbe,
  http: (url, page, host) => {
    const { hostname, port, pathname } = new URL(url);
    return hostname.endsWith('.localhost')
      ? askBalancer(hostname, Number(port || 80), pathname, page)
      : realProbe.http(url, page, host);
  },
};

async function scene(): Promise<Scene> {
  const { world, aws } = played;
  return {
    place: placeOf(world.synthesized.config),
    live: await readCluster(NAME),
    aws,
    kubectl: async (args, input) => {
      const { code, stdout, stderr } = await world.kubectl([...args], input);
      if (code !== 0) throw new Error(stderr);
      return stdout;
    },
  };
}

async function mended(commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    expect(await runInShell(played.world, command)).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('rror'),
    });
  }
}
