import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clusterFile, useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { playEksctl } from './support/eksctl.ts';
import { changeVersion } from './support/eks-state.ts';
import { emptyAccount } from './support/empty-account.ts';
import { type KubernetesState, playKubectl } from './support/kubectl.ts';
import { defaultKubernetes, type KubernetesVersion, minorOf } from '../../tables/kubernetes.ts';
import {
  extendedKubernetes,
  minorAfter,
  previousKubernetes,
  unknownMinor,
} from '../support/kubernetes.ts';

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
const nodes = `aws eks update-nodegroup-version --region us-west-2 --cluster-name sock-shop --nodegroup-name workers --kubernetes-version ${to}`;
const proxy = `eksctl update addon ${flags} --name kube-proxy --version v${to}.1-eksbuild.2 --wait`;
const applied = ['platform', 'apps', 'jenkins'].map(
  (folder) => `kubectl apply -f dist/sock-shop/${folder}`,
);

test('the plan has the control plane alone, and says what comes after it', async () => {
  play();
  const { code, stdout, stderr } = await account.run('upgrade');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const order = [
    `Bring sock-shop in us-west-2 to Kubernetes ${to}: the control plane`,
    controlPlane,
    `control plane ${from}, nodes workers ${from}, autoscaler ${autoscaler(from)}`,
    'Then, each by the same command again: the nodes, the addons, the manifests.',
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
  changeVersion(cluster.state, to);
  // EKS is not known to tell the version of such nodes: they tell it themselves.
  Object.assign(cluster.state.nodeGroups.get('workers') ?? {}, { version: to });
  const { code, stdout, stderr } = await account.run('upgrade');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('by a new version of their launch template');
  expect(stdout).toContain('npm run launch-template -- --cluster sock-shop --yes');
  expect(stdout).not.toContain('--kubernetes-version');
});

test('each yes brings the next part forward, and the manifests come last', async () => {
  play();
  const parts: string[][] = [];
  const said: string[] = [];
  for (let part = 0; part < 4; part++) {
    account.programs.calls.length = 0;
    account.front.calls.length = 0;
    const { code, stdout, stderr } = await account.run('upgrade', ['--yes']);
    expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({
      code: 0,
      stderr: '',
      stdout: '',
    });
    parts.push(changes());
    said.push(stdout);
  }
  expect(parts).toEqual([[controlPlane], [nodes], [proxy], applied]);
  expect(said.map((stdout) => /Next, when you want it: (.*)/.exec(stdout)?.[1])).toEqual([
    'the nodes',
    'the addons',
    'the manifests',
    undefined,
  ]);
  expect(said[0]).toContain('addons, nodes and pods are as they should be');
  expect(said[0]).toMatch(
    /EKS takes the control plane back until \d{4}-\d\d-\d\d, .*: npm run upgrade -- --cluster sock-shop --to/,
  );
});

test('what does not work with the new control plane is told before the nodes follow', async () => {
  changeVersion(cluster.state, to);
  cluster.state.addons.set('coredns', { version: 'v1.12.4-eksbuild.2', status: 'DEGRADED' });
  cluster.state.insights.push(
    insight('kubelet version skew', 'ERROR', 'ROLLBACK_READINESS'),
    insight('API compatibility', 'ERROR', 'ROLLBACK_READINESS'),
  );
  play({
    pods: [
      { namespace: 'sock-shop', name: 'carts-1', isBare: false, waits: 'CrashLoopBackOff' },
      { namespace: 'sock-shop', name: 'orders-1', isBare: false },
    ],
  });
  const { code, stdout } = await account.run('upgrade');
  expect(code).toBe(0);
  expect(stdout).toContain(`Bring sock-shop in us-west-2 to Kubernetes ${to}: the nodes`);
  expect(stdout).toContain('the addon coredns is DEGRADED');
  expect(stdout).toContain('the pod sock-shop/carts-1 is not ready: CrashLoopBackOff');
  expect(stdout).toContain("against going back: EKS's insight API compatibility: ERROR: why");
  expect(stdout).not.toMatch(/orders-1|kubelet/);
});

test('a control plane that an ended run left updating is waited for, not upgraded twice', async () => {
  play();
  const eks = await account.aws.eks();
  cluster.state.slowness = 4;
  await eks.updateClusterVersion({ name: 'sock-shop', version: to });
  const { code, stdout, stderr } = await account.run('upgrade', ['--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('control plane: UPDATING');
  expect(changes()).toEqual([]);
});

test('nodes that stay old are told, with what holds them', async () => {
  changeVersion(cluster.state, to);
  play();
  account.front.answer('eks:UpdateNodegroupVersion', () => {
    const errors = [{ errorCode: 'PodEvictionFailure', errorMessage: 'Reached max retries' }];
    cluster.state.updates.set('held', { type: 'VersionUpdate', status: 'Failed', errors });
    return { body: { update: { id: 'held', status: 'InProgress' } } };
  });
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(
    `the nodes of workers are still at ${from}: PodEvictionFailure: Reached max retries`,
  );
  expect(stderr).toContain(`${nodes} --force`);
});

test('the network plugin goes one minor version at a time', async () => {
  changeVersion(cluster.state, to);
  Object.assign(cluster.state.nodeGroups.get('workers') ?? {}, { version: to });
  cluster.state.addons.set('kube-proxy', { version: `v${to}.1-eksbuild.2`, status: 'ACTIVE' });
  cluster.state.addons.set('vpc-cni', { version: 'v1.18.1-eksbuild.1', status: 'ACTIVE' });
  play();
  account.front.answer('eks:DescribeAddonVersions', ({ url }) => {
    if (!url.includes('addonName=vpc-cni')) return undefined;
    const offered = ['v1.18.1', 'v1.18.6', 'v1.19.0', 'v1.19.6', 'v1.20.4'];
    return {
      body: {
        addons: [
          {
            addonName: 'vpc-cni',
            addonVersions: offered.map((one) => ({ addonVersion: `${one}-eksbuild.1` })),
          },
        ],
      },
    };
  });
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(changes()).toEqual(
    ['v1.19.6-eksbuild.1', 'v1.20.4-eksbuild.1'].map(
      (version) => `eksctl update addon ${flags} --name vpc-cni --version ${version} --wait`,
    ),
  );
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
  expect(both.stderr).toContain('--all and --cluster cannot be used together');
});

test('a minor version that nobody knows is refused', async () => {
  play();
  const { code, stderr } = await account.run('upgrade', ['--to', unknownMinor, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(`--to ${unknownMinor} is newer than this project knows`);
  expect(changes()).toEqual([]);
});

test('two minors at once are refused, with the one that comes first', async () => {
  cluster.state.version = older;
  play();
  const { code, stderr } = await account.run('upgrade', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(`EKS goes one minor version at a time: not to ${to} at once`);
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
  expect(anyway.stdout).toContain(controlPlane.replace('--approve', '--force --approve'));
  expect(anyway.stdout).toContain("EKS's insight kube-proxy version skew: WARNING: why");
});

test('insights that may not be asked for are said to be unchecked', async () => {
  play();
  account.front.fail('eks:ListInsights', { code: 'AccessDeniedException', status: 403 });
  const { code, stdout } = await account.run('upgrade');
  expect(code).toBe(0);
  expect(stdout).toContain("EKS's insights are not checked: these credentials may not do");
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
  expect(changes()).toEqual([controlPlane]);
});

test('an autoscaler that is ahead of its control plane is named', async () => {
  play({ autoscalerImage: image(autoscaler(to)) });
  const { stdout } = await account.run('upgrade');
  expect(stdout).toContain(`The autoscaler ${autoscaler(to)} is newer than its control plane`);
});

describe('back, within seven days', () => {
  const back = controlPlane.replace(to, from);
  const nodesBack = nodes.replace(to, from);
  const asked = ['--to', from];

  test('a control plane whose nodes have not followed goes back alone', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop', `kubernetes: "${from}"\n`));
    await account.run('synth');
    account.writeCluster('sock-shop', clusterFile('sock-shop', `kubernetes: "${to}"\n`));
    changeVersion(cluster.state, to, 6);
    play();
    const plan = await account.run('upgrade', asked);
    expect(plan.stdout).toContain(`Take sock-shop in us-west-2 back to Kubernetes ${from}`);
    expect(plan.stdout).toMatch(/EKS takes it back until \d{4}-\d\d-\d\d\./);
    expect(changes()).toEqual([]);
    const { code, stderr } = await account.run('upgrade', [...asked, '--yes']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(changes()).toEqual([back]);
    expect(cluster.state.version).toBe(from);
    const path = join(account.folder, 'clusters', 'sock-shop.yaml');
    expect(readFileSync(path, 'utf8')).toContain(`kubernetes: "${from}"`);
    expect((await account.run('upgrade', asked)).stdout).toContain(
      `All of sock-shop is at Kubernetes ${from}.`,
    );
  });

  test(`the autoscaler, the nodes and what ${from} does not have of addons go before it`, async () => {
    changeVersion(cluster.state, to);
    Object.assign(cluster.state.nodeGroups.get('workers') ?? {}, { version: to });
    cluster.state.addons.set('kube-proxy', { version: `v${to}.1-eksbuild.2`, status: 'ACTIVE' });
    play({ autoscalerImage: image(autoscaler(to)) });
    const { code, stdout, stderr } = await account.run('upgrade', [...asked, '--yes']);
    expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({
      code: 0,
      stderr: '',
      stdout: '',
    });
    expect(changes()).toEqual([
      nodesBack,
      ...applied,
      `eksctl update addon ${flags} --name kube-proxy --version v${from}.1-eksbuild.2 --wait`,
      back,
    ]);
    const actions = account.front.actions();
    const order = ['eks:UpdateNodegroupVersion', 'eks:DescribeUpdate'].map((action) =>
      actions.lastIndexOf(action),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(stdout.indexOf('Apply platform')).toBeLessThan(stdout.indexOf('The nodes of workers'));
    expect(cluster.state.version).toBe(from);
  });

  test.each<[string, () => void, string]>([
    ['after eight days', () => changeVersion(cluster.state, to, 8), 'EKS took it back until'],
    [
      'from the version that it was made with',
      () => (cluster.state.version = to),
      `EKS knows of no upgrade of sock-shop to ${to}`,
    ],
    [
      'against an insight that no step mends',
      () => {
        changeVersion(cluster.state, to);
        cluster.state.insights.push(insight('API use', 'UNKNOWN', 'ROLLBACK_READINESS'));
      },
      "EKS's insight API use: UNKNOWN: why",
    ],
  ])('not %s, unless told otherwise', async (_, prepare, message) => {
    prepare();
    play();
    const { code, stdout } = await account.run('upgrade', [...asked, '--yes']);
    expect(code).toBe(1);
    expect(stdout).toContain(message);
    expect(changes()).toEqual([]);
    const anyway = await account.run('upgrade', [...asked, '--anyway']);
    expect(anyway.stdout).toContain(back.replace('--approve', '--force --approve'));
  });

  test('an insight that the nodes mend is told, and stops nothing', async () => {
    changeVersion(cluster.state, to);
    Object.assign(cluster.state.nodeGroups.get('workers') ?? {}, { version: to });
    cluster.state.insights.push(insight('Kubelet version skew', 'ERROR', 'ROLLBACK_READINESS'));
    play();
    const { code, stdout } = await account.run('upgrade', asked);
    expect(code).toBe(0);
    expect(stdout).toContain("EKS's insight Kubelet version skew: ERROR: why (the steps before");
  });

  test.each<[string, string[], string]>([
    ['two minor versions', ['--to', older], 'EKS goes back one minor version at most'],
    ['only because the file says so', [], `npm run upgrade -- --cluster sock-shop --to ${from}`],
  ])('not %s', async (_, args, message) => {
    changeVersion(cluster.state, to);
    account.writeCluster('sock-shop', clusterFile('sock-shop', `kubernetes: "${from}"\n`));
    play();
    const { code, stderr } = await account.run('upgrade', [...args, '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(changes()).toEqual([]);
  });

  test('not by an eksctl that only goes forward', async () => {
    changeVersion(cluster.state, to);
    play();
    playEksctl(account, {
      clusters: new Map([['sock-shop', cluster]]),
      before: (line) => (line === 'version' ? { stdout: '0.228.0\n' } : undefined),
    });
    const { code, stderr } = await account.run('upgrade', [...asked, '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'eksctl 0.228.0 cannot take a control plane back; 0.229.0 and newer can',
    );
    expect(changes()).toEqual([]);
  });

  test('to extended support only where file and EKS agree to its price', async () => {
    cluster.state.version = extendedKubernetes;
    changeVersion(cluster.state, older);
    const text = (support: string) =>
      clusterFile('sock-shop', `kubernetes: "${older}"\n${support}`);
    account.writeCluster('sock-shop', text(''));
    play({ autoscalerImage: image(autoscaler(extendedKubernetes)) });
    const refused = await account.run('upgrade', ['--to', extendedKubernetes]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('write support: extended into clusters/sock-shop.yaml');
    expect(refused.stderr).toContain('--upgrade-policy supportType=EXTENDED');
    account.writeCluster('sock-shop', text('support: extended\n'));
    cluster.state.supportType = 'EXTENDED';
    const { code, stdout } = await account.run('upgrade', ['--to', extendedKubernetes]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `Take sock-shop in us-west-2 back to Kubernetes ${extendedKubernetes}`,
    );
  });

  test('with Flux the old autoscaler is pushed first', async () => {
    const flux = 'flux: { url: "https://github.com/example/clusters", jenkins: true }\n';
    account.writeCluster('sock-shop', clusterFile('sock-shop', `kubernetes: "${to}"\n${flux}`));
    changeVersion(cluster.state, to);
    const state = play({ autoscalerImage: image(autoscaler(to)) });
    const first = await account.run('upgrade', [...asked, '--yes']);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(first.stdout).toContain(`When Flux has brought the autoscaler of ${from}`);
    expect(changes()).toEqual([]);
    state.autoscalerImage = image(autoscaler(from));
    const second = await account.run('upgrade', [...asked, '--yes']);
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: '' });
    expect(changes()).toEqual([back]);
  });
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

function insight(name: string, status: string, category = 'UPGRADE_READINESS') {
  return {
    id: name,
    name,
    category,
    kubernetesVersion: to,
    insightStatus: { status, reason: 'why' },
  };
}

// The calls that change something.
function changes(): string[] {
  const ofPrograms = account.programs
    .lines()
    .filter((line) => /^(eksctl (upgrade|update|create|delete)|kubectl apply -f dist)/.test(line));
  const ofNodes = account.front.calls
    .filter(({ action }) => action === 'eks:UpdateNodegroupVersion')
    .map(({ url, params }) => {
      const [, , name, , group] = url.split('/');
      return `aws eks update-nodegroup-version --region us-west-2 --cluster-name ${name} --nodegroup-name ${group} --kubernetes-version ${String(params.version)}`;
    });
  return [...ofNodes, ...ofPrograms];
}
