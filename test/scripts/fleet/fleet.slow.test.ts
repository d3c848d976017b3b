import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withAws } from '../../../aws/clients.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import { loadClusters } from '../../../config/load.ts';
import { isAhead } from '../../../config/ahead.ts';
import { differences } from '../../../scripts/fleet/differences.ts';
import { renderTree } from '../../../synth/render-tree.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { gitIn } from '../../support/git.ts';
import { runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { writeTree } from '../../support/write-tree.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';
import { minorAfter } from '../../support/kubernetes.ts';

const own = defaultKubernetes;
const [older, newer] = [minorAfter(own, -1), minorAfter(own, 1)];

const file = (name: string, kubernetes: string, more = '') => `name: ${name}
owner: dev
kubernetes: "${kubernetes}"
access: { from: [198.51.100.7/32] }
flux: { url: https://github.com/example/clusters }
${more}`;

describe('two clusters of one repository', () => {
  const cwd = temporaryFolder();
  const write = (name: string, kubernetes: string, more?: string) =>
    writeFileSync(join(cwd, 'clusters', `${name}.yaml`), file(name, kubernetes, more));
  const git = gitIn(cwd);
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '-m', message);
    return git('show', '--name-only', '--format=').split('\n');
  };
  const synth = async () => {
    for (const { config } of loadClusters(join(cwd, 'clusters')))
      await writeTree(join(cwd, 'dist'), config.name, renderTree(synthesize(config)));
  };
  const read = (name: string, path: string) => readFileSync(join(cwd, 'dist', name, path), 'utf8');

  test('a version rolls from one to the other, a commit each', async () => {
    mkdirSync(join(cwd, 'clusters'));
    git('init', '--quiet');
    write('stage', older);
    write('prod', older, 'nodes: { max: 8 }\n');
    await synth();
    commit('two clusters');

    write('stage', own);
    await synth();
    const staged = commit(`stage: Kubernetes ${own}`);
    expect(
      staged.filter((path) => !/^(clusters\/stage\.yaml|dist\/stage\/.*)$/.test(path)),
    ).toEqual([]);
    expect(staged).toContain('dist/stage/platform/cluster-autoscaler.k8s.yaml');
    expect(read('stage', 'platform/cluster-autoscaler.k8s.yaml')).toContain(
      `cluster-autoscaler:v${own}.`,
    );
    expect(read('prod', 'platform/cluster-autoscaler.k8s.yaml')).toContain(
      `cluster-autoscaler:v${older}.`,
    );

    write('prod', own, 'nodes: { max: 8 }\n');
    await synth();
    const promoted = commit(`prod: Kubernetes ${own}`);
    expect(promoted).toEqual(staged.map((path) => path.replace('stage', 'prod')));
    // What was tried on stage is, but for its name, what prod gets.
    for (const path of ['platform/cluster-autoscaler.k8s.yaml', 'apps/1-sock-shop.k8s.yaml']) {
      expect(read('prod', path)).toBe(read('stage', path).replaceAll('stage', 'prod'));
    }
  });

  test('npm run fleet lists them, and what differs', async () => {
    write('stage', own);
    write('prod', older, 'nodes: { max: 8 }\n');
    const { code, stdout } = await runScript('scripts/fleet.ts', [], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^prod +us-west-2 +${older} +${older}\\.\\d+ +3 \\(2 to 8\\) × t3\\.large `, 'm'),
    );
    expect(stdout).toMatch(/^cluster +kubernetes +nodes\.max$/m);
    expect(stdout).toMatch(new RegExp(`^prod +${older} +8\nstage +${own} +4$`, 'm'));
    const json = await runScript('scripts/fleet.ts', ['--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      clusters: [
        { name: 'prod', kubernetes: older, nodes: { max: 8 } },
        { name: 'stage', kubernetes: own },
      ],
      differences: [
        { key: 'kubernetes', values: { prod: older, stage: own } },
        { key: 'nodes.max', values: { prod: 8, stage: 4 } },
      ],
    });
  });

  test('a file that is ahead of its control plane is refused, with the command that comes first', async () => {
    write('stage', own);
    write('prod', older);
    const versions = { '/clusters/stage': older, '/clusters/prod': own };
    await withEks(versions, async (endpoint) => {
      const env = {
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: 'example',
        AWS_SECRET_ACCESS_KEY: 'example',
      };
      const { code, stderr } = await runScript('scripts/fleet.ts', ['--live'], { cwd, env });
      expect(stderr).toContain(
        `clusters/stage.yaml wants ${own}, and the control plane runs ${older}`,
      );
      expect(stderr).toContain(`eksctl upgrade cluster --name stage --version ${own} --approve`);
      expect(stderr).not.toContain('prod');
      expect(code).toBe(1);
    });
  });
});

test('a cluster that is not made yet runs nothing, and what EKS refuses is said', async () => {
  await withEks({}, async (endpoint) => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'example',
      AWS_SECRET_ACCESS_KEY: 'example',
    });
    await withAws('us-west-2', async (aws) => {
      expect(await findCluster(aws, 'stage')).toBeUndefined();
      await expect(findCluster(aws, 'forbidden')).rejects.toThrow(
        'these credentials may not do eks:DescribeCluster in us-west-2: not you',
      );
    });
  });
});

test.each([
  [own, older, true],
  [own, own, false],
  [own, newer, false],
  ['1.100', '1.99', true],
])('%s is ahead of %s: %s', (written, running, ahead) => {
  expect(isAhead(written, running)).toBe(ahead);
});

test('clusters that differ in their names only differ in nothing', () => {
  expect(differences([configOf({ name: 'a' }), configOf({ name: 'b' })])).toEqual([]);
});

// Answers as EKS would, for the SDK itself.
async function withEks(
  versions: Readonly<Record<string, string>>,
  work: (endpoint: string) => Promise<void>,
): Promise<void> {
  const server = createServer(({ url = '' }, response) => {
    const version = versions[url];
    const error = url.endsWith('forbidden') ? 'AccessDeniedException' : 'ResourceNotFoundException';
    const status = version ? 200 : url.endsWith('forbidden') ? 403 : 404;
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(!version && { 'x-amzn-errortype': error }),
    });
    const name = url.slice(url.lastIndexOf('/') + 1);
    const cluster = { name, status: 'ACTIVE', version };
    response.end(JSON.stringify(version ? { cluster } : { message: 'not you' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
