import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { clusterFile, useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { emptyAccount } from './support/empty-account.ts';
import { killedAt } from './support/killed.ts';
import { type KubernetesState, playKubectl } from './support/kubectl.ts';

const account = useAccount();
let cluster: ClusterOnAws;
beforeEach(async () => {
  cluster = await clusterOnAws(account);
});
afterEach(() => emptyAccount(account));

const jenkins = { namespace: 'dev-bc-svc', name: 'jenkins', isBare: true };

test('the plan says what goes, what is lost, and what is still billed; nothing is done', async () => {
  const state = play();
  const { code, stdout, stderr } = await account.run('pause');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    'Remove the nodes of workers: min 0, desired 0, max 1 instead of min 2, desired 3, max 4',
  );
  expect(stdout).toContain(
    'kubectl -n kube-system scale deployment cluster-autoscaler --replicas=0',
  );
  expect(stdout).toContain('Nothing brings these pods back by itself: dev-bc-svc/jenkins');
  expect(stdout).toContain('The shop loses its data with its pods');
  expect(stdout).toMatch(/1 × control plane, standard support: 0\.1000 USD an hour/);
  expect(stdout).not.toContain('t3.large');
  expect(stdout).toContain('Nothing was done. To do it: npm run pause -- --yes');
  expect(account.front.actions()).not.toContain('eks:UpdateNodegroupConfig');
  expect(state.autoscaler).toBe(1);
});

test('pause stops the autoscaler, then takes every node; resume brings both back', async () => {
  // After a pause there is no node at all, and they register one after the other.
  const looks = [0, 0, 1, 2];
  const state = play({ readyNodes: () => looks.shift() ?? 3 });
  const paused = await account.run('pause', ['--yes']);
  expect({ code: paused.code, stderr: paused.stderr }).toEqual({ code: 0, stderr: '' });
  expect(await sizes()).toEqual({ MinSize: 0, DesiredCapacity: 0, MaxSize: 1, nodes: 0 });
  expect(state.autoscaler).toBe(0);
  const again = await account.run('pause', ['--yes']);
  expect(again.stdout).toContain('sock-shop has no nodes already.');

  const plan = await account.run('resume');
  expect(plan.stdout).toContain(
    'Give workers its nodes back: min 2, desired 3, max 4 instead of min 0, desired 0, max 1',
  );
  expect(plan.stdout).toContain(
    'Jenkins is a bare Pod, so it does not come back by itself: kubectl apply -f dist/sock-shop/jenkins',
  );
  const resumed = await account.run('resume', ['--yes']);
  expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
  expect(await sizes()).toEqual({ MinSize: 2, DesiredCapacity: 3, MaxSize: 4, nodes: 3 });
  expect(state.autoscaler).toBe(1);
  expect(resumed.stdout).toContain('nodes: 1 of 3 ready\nnodes: 2 of 3 ready\nnodes: 3 of 3 ready');
  const lines = account.programs.lines('kubectl');
  expect(lines.findLastIndex((line) => line.includes('get nodes'))).toBeLessThan(
    lines.findIndex((line) => line.includes('--replicas=1')),
  );

  state.pods.push(jenkins);
  const twice = await account.run('resume', ['--yes']);
  expect(twice.stdout).toContain('sock-shop has its nodes: min 2, desired 3, max 4.');
});

test('Flux is suspended before, its own Kustomization first, and resumed after', async () => {
  const state = play({
    hasFlux: true,
    kustomizations: [
      { namespace: 'flux-system', name: 'sock-shop-platform', suspended: false },
      { namespace: 'flux-system', name: 'flux-system', suspended: false },
    ],
  });
  await account.run('pause', ['--yes']);
  const lines = account.programs.lines('kubectl').filter((line) => /patch|scale/.test(line));
  expect(
    lines.flatMap(
      (line) => /(flux-system|sock-shop-platform) --type|replicas=0/.exec(line)?.[0] ?? [],
    ),
  ).toEqual(['flux-system --type', 'sock-shop-platform --type', 'replicas=0']);
  expect(state.kustomizations.every(({ suspended }) => suspended)).toBe(true);
  await account.run('resume', ['--yes']);
  expect(state.kustomizations.some(({ suspended }) => suspended)).toBe(false);
});

test('without the API it pauses, and says what the autoscaler may do', async () => {
  const state = play({ unreachable: 'Unable to connect to the server: i/o timeout' });
  const { code, stdout } = await account.run('pause', ['--yes']);
  expect(code).toBe(0);
  expect(stdout).toContain("The Kubernetes API can't be used from here");
  expect(stdout).toContain('npm run allow-me -- --cluster sock-shop');
  expect(await sizes()).toMatchObject({ DesiredCapacity: 0, MaxSize: 1 });
  expect(state.autoscaler).toBe(1);
});

test('a run that is killed while the nodes go is finished by the next one', async () => {
  play();
  let begun: () => void = () => undefined;
  const moment = new Promise<void>((resolve) => (begun = resolve));
  account.front.answer('eks:UpdateNodegroupConfig', () => {
    begun();
    return new Promise(() => undefined);
  });
  await killedAt(account, 'pause', ['--yes'], moment);
  expect(await sizes()).toMatchObject({ DesiredCapacity: 3 });
  account.front.answer('eks:UpdateNodegroupConfig', () => undefined);
  const { code, stderr } = await account.run('pause', ['--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await sizes()).toMatchObject({ DesiredCapacity: 0 });
});

test('--all goes through every file, and one that is missing keeps no other from it', async () => {
  account.writeCluster('absent', clusterFile('absent'));
  play();
  try {
    const { code, stderr } = await account.run('pause', ['--all', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no cluster absent in us-west-2');
    expect(stderr).toContain('1 of 2 clusters failed: absent');
    expect(await sizes()).toMatchObject({ DesiredCapacity: 0 });
  } finally {
    rmSync(join(account.folder, 'clusters', 'absent.yaml'));
  }
});

test('a resume that was ended while it waited for nodes waits for them again', async () => {
  const state = play();
  await account.run('pause', ['--yes']);
  let begun: () => void = () => undefined;
  const moment = new Promise<void>((resolve) => (begun = resolve));
  // The plan looks once, the step after the node group has its size again.
  let looked = 0;
  state.readyNodes = () => {
    if (++looked === 2) begun();
    return 0;
  };
  await killedAt(account, 'resume', ['--yes'], moment);
  const looks = [1, 2];
  state.readyNodes = () => looks.shift() ?? 3;
  const { code, stdout, stderr } = await account.run('resume', ['--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('nodes: 3 of 3 ready');
  expect(state.autoscaler).toBe(1);
});

test('a missing permission is named', async () => {
  play();
  account.front.fail('eks:UpdateNodegroupConfig', { code: 'AccessDeniedException', status: 403 });
  const { code, stderr } = await account.run('pause', ['--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('these credentials may not do eks:UpdateNodegroupConfig in us-west-2');
  expect(stderr).toContain('Stopped at step 2 of 2: Remove the nodes of workers');
});

test('throttling is waited out', async () => {
  play();
  account.front.fail('eks:UpdateNodegroupConfig', {
    code: 'ThrottlingException',
    status: 429,
    times: 2,
  });
  const { code } = await account.run('pause', ['--yes']);
  expect(code).toBe(0);
  expect(await sizes()).toMatchObject({ DesiredCapacity: 0 });
});

test('resume without a cluster file says why it cannot', async () => {
  const { code, stderr } = await account.run('resume', ['--cluster', 'x', '--region', 'us-west-2']);
  expect(code).toBe(2);
  expect(stderr).toContain('x in us-west-2 has no cluster file here');
  expect(stderr).toContain('eksctl scale nodegroup --cluster x');
});

function play(state: Partial<KubernetesState> = {}): KubernetesState {
  return playKubectl(account, { autoscaler: 1, pods: [jenkins], ...state });
}

async function sizes() {
  const autoscaling = await account.aws.autoscaling();
  const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [cluster.autoScalingGroup ?? ''],
  });
  const [{ MinSize, DesiredCapacity, MaxSize, Instances = [] } = {}] = AutoScalingGroups;
  return { MinSize, DesiredCapacity, MaxSize, nodes: Instances.length };
}
