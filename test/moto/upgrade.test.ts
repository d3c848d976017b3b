import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { clusterFile, useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { playEksctl } from './support/eksctl.ts';
import { emptyAccount } from './support/empty-account.ts';
import { type KubernetesState, playKubectl } from './support/kubectl.ts';
import { defaultKubernetes, type KubernetesVersion, minorOf } from '../../tables/kubernetes.ts';
import { minorAfter, previousKubernetes, unknownMinor } from '../support/kubernetes.ts';

const account = useAccount();
const [to, from] = [defaultKubernetes, previousKubernetes];
const [older, tooOld] = [minorAfter(to, -2), minorAfter(to, -4)];
const autoscaler = (minor: KubernetesVersion) => minorOf(minor).autoscaler;
let cluster: ClusterOnAws;

beforeEach(async () => {
  account.writeCluster('sock-shop', clusterFile('sock-shop', `kubernetes: "${to}"\n`));
  cluster = await clusterOnAws(account, { version: from });
});
afterEach(async () => {
  await emptyAccount(account);
  rmSync(join(account.folder, 'dist'), { recursive: true, force: true });
});

const flags = '--cluster sock-shop --region us-west-2';
const controlPlane = `eksctl upgrade cluster --name sock-shop --region us-west-2 --version ${to} --approve`;
const nodes = `eksctl upgrade nodegroup ${flags} --name workers --kubernetes-version ${to}`;
const proxy = `eksctl update addon ${flags} --name kube-proxy --version latest --wait`;

test('the plan goes in the order that works, and does nothing', async () => {
  play();
  const { code, stdout, stderr } = await account.run('upgrade');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const order = [
    `Bring sock-shop in us-west-2 to Kubernetes ${to}`,
    controlPlane,
    nodes,
    `kube-proxy v${from}.1-eksbuild.2 to v${to}.1-eksbuild.2`,
    proxy,
    'npm run synth -- --cluster sock-shop',
    'kubectl apply -f dist/sock-shop/platform',
    `control plane ${from}, nodes workers ${from}, autoscaler ${autoscaler(from)}`,
    'Jenkins is a bare Pod',
    'Nothing was done. To do it: npm run upgrade -- --yes',
  ].map((words) => stdout.indexOf(words));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(changes()).toEqual([]);
});

test('nodes whose template says their image are replaced by its next version', async () => {
  const own = 'launchTemplate: { own: true, ami: ssm, id: lt-0123456789abcdef0, version: 1 }';
  account.writeCluster(
    'sock-shop',
    clusterFile('sock-shop', `kubernetes: "${to}"\nnodes: { ${own} }\n`),
  );
  play();
  const { code, stdout, stderr } = await account.run('upgrade');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('by a new version of their launch template');
  expect(stdout).toContain('npm run launch-template -- --cluster sock-shop --yes');
  expect(stdout).not.toContain('--kubernetes-version');
});

test('everything is brought forward, and the manifests come last', async () => {
  const state = play();
  const { code, stdout, stderr } = await account.run('upgrade', ['--yes']);
  expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({ code: 0, stderr: '', stdout: '' });
  expect(changes()).toEqual([
    controlPlane,
    nodes,
    proxy,
    'kubectl apply -f dist/sock-shop/platform',
    'kubectl apply -f dist/sock-shop/apps',
    'kubectl apply -f dist/sock-shop/jenkins',
  ]);
  state.autoscalerImage = image(autoscaler(to));
  const again = await account.run('upgrade', ['--yes']);
  expect(again.stdout).toContain(`All of sock-shop is at Kubernetes ${to}.`);
});

test('it goes on where an earlier run stopped', async () => {
  play();
  playEksctl(account, {
    clusters: new Map([['sock-shop', cluster]]),
    before: (line) =>
      line.startsWith('upgrade nodegroup')
        ? { code: 1, stderr: 'Error: PodEvictionFailure\n' }
        : undefined,
  });
  const first = await account.run('upgrade', ['--yes']);
  expect(first.code).toBe(2);
  expect(first.stderr).toContain('Stopped at step 2 of');
  expect(changes()).toEqual([controlPlane, nodes]);

  account.programs.calls.length = 0;
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  const second = await account.run('upgrade', ['--yes']);
  expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
  expect(changes().slice(0, 2)).toEqual([nodes, proxy]);
});

test('a control plane that an ended run left updating is waited for, not upgraded twice', async () => {
  play();
  const eks = await account.aws.eks();
  cluster.state.slowness = 4;
  await eks.updateClusterVersion({ name: 'sock-shop', version: to });
  const { code, stdout, stderr } = await account.run('upgrade', ['--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('control plane: UPDATING');
  expect(changes()[0]).toBe(nodes);
});

test('nodes that stay old are told, with what holds them', async () => {
  play();
  playEksctl(account, {
    clusters: new Map([['sock-shop', cluster]]),
    before: (line) => (line.startsWith('upgrade nodegroup') ? { stdout: 'done\n' } : undefined),
  });
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(`the nodes of workers are still at ${from}`);
  expect(stderr).toContain('--force-upgrade');
});

test('--all plans each file, and one that is missing keeps no other from it', async () => {
  play();
  account.writeCluster('absent', clusterFile('absent'));
  account.writeCluster('sock-shop', clusterFile('sock-shop', `kubernetes: "${from}"\n`));
  try {
    const { code, stdout, stderr } = await account.run('upgrade', ['--all', '--to', to]);
    expect(code).toBe(2);
    expect(stdout).toContain(`Bring sock-shop in us-west-2 to Kubernetes ${to}`);
    expect(stdout).toContain(`Write kubernetes: "${to}" into clusters/sock-shop.yaml`);
    expect(stdout).toContain(`To do it: npm run upgrade -- --all --to ${to} --yes`);
    expect(stderr).toContain('there is no cluster absent in us-west-2');
    expect(stderr).toContain('1 of 2 clusters failed: absent');
    expect(changes()).toEqual([]);
  } finally {
    rmSync(join(account.folder, 'clusters', 'absent.yaml'));
  }
  const both = await account.run('upgrade', ['--all', '--cluster', 'sock-shop']);
  expect(both.code).toBe(2);
  expect(both.stderr).toContain('--all and --cluster contradict each other');
});

test.each([
  [older, `a control plane never goes back to ${older}`],
  [unknownMinor, `--to ${unknownMinor} is newer than this project knows`],
])('--to %s is refused', async (to, message) => {
  play();
  const { code, stderr } = await account.run('upgrade', ['--to', to, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(changes()).toEqual([]);
});

test('two minors at once are refused, with the one that comes first', async () => {
  cluster.state.version = older;
  play();
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(`EKS goes one minor at a time: not to ${to} at once`);
  expect(stderr).toContain(`npm run upgrade -- --cluster sock-shop --to ${from}`);
});

test('nodes that would be too old for their control plane are named', async () => {
  Object.assign(cluster.state.nodeGroups.get('workers') ?? {}, { version: tooOld });
  play();
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(`these would be more: workers (${tooOld})`);
  expect(stderr).toContain(`--kubernetes-version ${from}`);
});

test('a minor that EKS does not sell is refused', async () => {
  play();
  account.front.answer('eks:DescribeClusterVersions', () => ({
    body: { clusterVersions: [{ clusterVersion: from, versionStatus: 'STANDARD_SUPPORT' }] },
  }));
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(`EKS does not sell Kubernetes ${to}\nit sells ${from}`);
});

test("EKS's own insights and removed kinds that are still asked for stop it, unless told otherwise", async () => {
  play({
    before: (line) =>
      line === 'get --raw=/metrics'
        ? {
            stdout: `apiserver_requested_deprecated_apis{group="flowcontrol.apiserver.k8s.io",removed_release="${to}",resource="flowschemas",subresource="",version="v1beta3"} 1\n`,
          }
        : undefined,
  });
  cluster.state.insights.push(
    insight(`Deprecated APIs removed in Kubernetes v${to}`, 'ERROR'),
    insight('kube-proxy version skew', 'WARNING'),
  );
  const { code, stdout } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(1);
  expect(stdout).toContain(
    `EKS's insight Deprecated APIs removed in Kubernetes v${to}: ERROR: why`,
  );
  expect(stdout).toContain(
    `something in the cluster asks for flowschemas of flowcontrol.apiserver.k8s.io/v1beta3, which ${to} no longer has`,
  );
  expect(changes()).toEqual([]);
  const anyway = await account.run('upgrade', ['--anyway']);
  expect(anyway.code).toBe(0);
  expect(anyway.stdout).toContain("EKS's insight kube-proxy version skew: WARNING: why");
});

test('insights that may not be asked for are said to be unchecked', async () => {
  play();
  account.front.fail('eks:ListInsights', { code: 'AccessDeniedException', status: 403 });
  const { code, stdout } = await account.run('upgrade');
  expect(code).toBe(0);
  expect(stdout).toContain("EKS's upgrade insights are not checked: these credentials may not do");
});

test('--to writes the minor into the file, comments kept, and nothing before a yes', async () => {
  const text = `# mine\n${clusterFile('sock-shop', `kubernetes: "${from}" # one at a time\n`)}`;
  account.writeCluster('sock-shop', text);
  play();
  const path = join(account.folder, 'clusters', 'sock-shop.yaml');
  await account.run('upgrade', ['--to', to]);
  expect(readFileSync(path, 'utf8')).toBe(text);
  const { code, stderr } = await account.run('upgrade', ['--to', to, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readFileSync(path, 'utf8')).toBe(text.replace(from, to));
  expect(
    readFileSync(join(account.folder, 'dist/sock-shop/eksctl/cluster.yaml'), 'utf8'),
  ).toContain(`version: '${to}'`);
});

test('with Flux the two commits are named in their order, and nothing is applied', async () => {
  writeFileSync(
    join(account.folder, 'clusters', 'sock-shop.yaml'),
    clusterFile(
      'sock-shop',
      `kubernetes: "${to}"\nflux: { url: "https://github.com/example/clusters", jenkins: true }\n`,
    ),
  );
  play();
  const { stdout } = await account.run('upgrade', ['--yes']);
  const order = ['1. before: clusters/sock-shop.yaml', '2. when control plane'].map((words) =>
    stdout.indexOf(words),
  );
  expect(order).not.toContain(-1);
  expect(changes()).toEqual([controlPlane, nodes, proxy]);
});

test('an autoscaler that is ahead of its control plane is named', async () => {
  play({ autoscalerImage: image(autoscaler(to)) });
  const { stdout } = await account.run('upgrade');
  expect(stdout).toContain(`The autoscaler ${autoscaler(to)} is newer than its control plane`);
});

function play(state: Partial<KubernetesState> = {}): KubernetesState {
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  return playKubectl(account, {
    autoscaler: 1,
    autoscalerImage: image(autoscaler(from)),
    ...state,
  });
}

function image(version: string): string {
  return `registry.k8s.io/autoscaling/cluster-autoscaler:v${version}`;
}

function insight(name: string, status: string) {
  return {
    id: name,
    name,
    category: 'UPGRADE_READINESS',
    kubernetesVersion: to,
    insightStatus: { status, reason: 'why' },
  };
}

// The calls that change something.
function changes(): string[] {
  return account.programs
    .lines()
    .filter((line) => /^(eksctl (upgrade|update|create|delete)|kubectl apply -f dist)/.test(line));
}
