import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../../control-plane/until.ts';
import { copyShippedCluster } from '../support/shipped-cluster.ts';
import { builtMinors } from '../../tables/control-planes.ts';
import { minorOf, oldestKubernetes } from '../../tables/kubernetes.ts';
import { minorAfter } from '../support/kubernetes.ts';

// No control plane is built of it.
const between = minorAfter(oldestKubernetes, 1);

const root = join(import.meta.dirname, '../..');
const head = 'owner: dev\naccess: { from: [203.0.113.10/32] }\n';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
  mkdirSync(join(folder, 'clusters'));
  mkdirSync(join(folder, 'tmp'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a cluster file that has more than what every one needs. */
function cluster(name: string, more = ''): void {
  writeFileSync(join(folder, 'clusters', `${name}.yaml`), `name: ${name}\n${head}${more}`);
}

/** Starts a rehearsal in the test's folder; its control plane keeps its files there too. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(
    join(root, 'node_modules/.bin/tsx'),
    [join(root, 'scripts/rehearse.ts'), ...args],
    {
      cwd: folder,
      env: { ...process.env, TMPDIR: join(folder, 'tmp'), ...env },
      // Its own process group, so that a signal reaches all of it, as from a terminal.
      detached: true,
    },
  );
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const signal = (name: NodeJS.Signals) => process.kill(-child.pid!, name);
  return { said, closed, signal };
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { said, closed } = start(args, env);
  const [code] = await closed;
  return { code, ...said };
}

/** The folders and processes of control planes that this test's rehearsals have left. */
async function left(): Promise<string[]> {
  const ps = spawn('ps', ['-eo', 'args']);
  let processes = '';
  ps.stdout.setEncoding('utf8').on('data', (text: string) => (processes += text));
  await once(ps, 'close');
  const ours = join(folder, 'tmp', 'control-plane-');
  return [
    ...readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('control-plane-')),
    ...processes.split('\n').filter((line) => line.includes(ours)),
  ];
}

describe('a rehearsal for once', () => {
  test.each(builtMinors)('of the default cluster fits on Kubernetes %s', async (minor) => {
    copyShippedCluster(folder);
    const { code, stdout, stderr } = await run(['--once', '--json', '--kubernetes', minor]);
    const result = JSON.parse(stdout) as Record<'nodes', { pods: string[] }[]>;
    expect(result).toMatchObject({
      fine: true,
      rehearsedOn: expect.stringContaining(`${minor}.`),
      applied: { warnings: [], errors: [] },
      pending: [],
      refused: [],
      minimum: { nodes: 2, fits: true, how: 'drained', drained: [expect.any(String)] },
      nodes: [0, 1, 2].map(() => ({
        maxPods: 35,
        cpu: { requested: expect.any(Number), allocatable: 1930 },
        memory: { requested: expect.any(Number), share: expect.any(Number) },
      })),
    });
    const pods = result.nodes.flatMap((node) => node.pods);
    expect(pods).toContain('dev-bc-svc/jenkins');
    expect(pods.filter((pod) => pod.startsWith('kube-system/kube-proxy-'))).toHaveLength(3);
    expect(stderr).toContain(`rehearsed on Kubernetes ${minor}`);
    expect(code).toBe(0);
    expect(await left()).toEqual([]);
  });

  test('makes the Secret that persistent storage needs, and says so', async () => {
    cluster('keep', 'sockShop: { storage: persistent }\n');
    const { code, stdout, stderr } = await run(['--once']);
    expect(stderr).toMatch(/Secret sock-shop\/catalogue-db: created, with a random value/);
    expect(stdout).toMatch(/everything fits on the minimum of 2 nodes: .* drained by real evict/);
    expect(code).toBe(0);
    expect(await left()).toEqual([]);
  });

  test('on too few nodes exits with 1, with the scheduler’s reasons', async () => {
    cluster('small');
    const { code, stdout } = await run(['--once', '--nodes', '1']);
    expect(stdout).toMatch(
      /pods that wait:\n {2}\S+: 0\/1 nodes are available: 1 Insufficient cpu/,
    );
    expect(stdout).toContain('Not everything works');
    expect(code).toBe(1);
  });

  test('without a ClusterConfig rehearses the manifests', async () => {
    cluster('plain', `kubernetes: "${between}"\nmanifestsOnly: true\n`);
    const { code, stderr } = await run(['--once']);
    expect(stderr).toContain(
      `the cluster's Kubernetes is ${between}; rehearsed on Kubernetes ${minorOf(oldestKubernetes).release}`,
    );
    expect(stderr).toContain('manifestsOnly');
    expect(code).toBe(0);
  });
});

describe('what can’t be rehearsed exits with 2', () => {
  test('a cluster that the checks refuse', async () => {
    cluster('tiny', 'nodes: { instanceType: t3.micro, min: 1, desired: 1 }\n');
    const { code, stdout, stderr } = await run(['--once', '--json']);
    expect(stderr).toMatch(/clusters\/tiny\.yaml:\d+:\d+ {2}nodes\.instanceType: t3\.micro/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test.each([
    [['--cluster', 'sockshop'], 'did you mean sock-shop?'],
    [['--nodes', 'many'], '--nodes many is not a number of nodes'],
    [['--kubernetes', between], `--kubernetes ${between} is not a minor`],
    [['--onec'], 'did you mean --once?'],
  ])('%j', async (args, message) => {
    cluster('sock-shop');
    const { code, stderr } = await run(args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('no choice among several clusters', async () => {
    cluster('one');
    cluster('two');
    const { code, stderr } = await run(['--once']);
    expect(stderr).toContain('one, two');
    expect(code).toBe(2);
  });

  test('parts that aren’t built, without Go', async () => {
    cluster('sock-shop');
    const bin = join(folder, 'only-node');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    const env = {
      PATH: bin,
      XDG_CACHE_HOME: join(folder, 'cache'),
      KUBEBUILDER_ASSETS: '',
    };
    const { code, stderr } = await run(['--once'], env);
    expect(stderr).toContain('Not built yet: building');
    expect(stderr).toContain('Go is needed');
    expect(stderr).not.toContain(' at ');
    expect(code).toBe(2);
  });
});

describe('a rehearsal that stays', () => {
  test('can be looked at, and leaves nothing after Ctrl-C', async () => {
    cluster('sock-shop');
    const { said, closed, signal } = start([]);
    await until('the report', 90, async () =>
      said.stdout.includes('Ctrl-C ends it, and deletes everything'),
    );
    const [, kubeconfig = ''] = /KUBECONFIG=(\S+)/.exec(said.stdout) ?? [];
    expect(kubeconfig).toContain(folder);
    expect(said.stdout).toContain('minimum of 2 nodes: computed');
    expect(await left()).not.toEqual([]);
    signal('SIGINT');
    signal('SIGINT');
    await closed;
    await until('the end of all', 10, async () => (await left()).length === 0);
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves nothing after %s in the middle of it',
    async (name) => {
      cluster('sock-shop');
      const { said, closed, signal } = start([]);
      await until('the apply', 60, async () => said.stderr.includes('kubectl apply of'));
      expect(await left()).not.toEqual([]);
      signal(name);
      await closed;
      await until('the end of all', 10, async () => (await left()).length === 0);
    },
  );
});
