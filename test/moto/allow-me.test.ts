import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../output/manifest.ts';
import { clusterFile, projectFile, useAccount } from './support/account.ts';
import { clusterOnAws, type ClusterOnAws } from './support/cluster-on-aws.ts';
import { motoOf } from './support/straight.ts';
import type { ProgramCall } from './support/stand-ins.ts';

const account = useAccount();
const MINE = ['--from', '8.8.8.8'];
const APPLY = [...MINE, '--cluster', 'sock-shop', '--apply'];

let cluster: ClusterOnAws | undefined;
let running: KubeObject[] = [];
let applied: KubeObject[] = [];
beforeEach(async () => {
  account.writeCluster('sock-shop', clusterFile('sock-shop'));
  rmSync(join(account.folder, 'dist'), { recursive: true, force: true });
  cluster ??= await clusterOnAws(account);
  cluster.state.vpc.publicAccessCidrs = ['198.51.100.7/32'];
  running = [ingressController('198.51.100.7/32')];
  applied = [];
  account.programs.answer('kubectl', kubectl);
});
afterEach(() => closeNodePorts());

test('the API, the open node ports and the load balancers, in this order', async () => {
  await account.run('nodeport', ['open', '--cluster', 'sock-shop']);
  account.front.calls.length = 0;
  const { code, stdout, stderr } = await account.run('allow-me', APPLY);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toContain(`clusters/sock-shop.yaml: access.from is now [8.8.8.8/32]
  + 8.8.8.8/32
  - 198.51.100.7/32

Let 8.8.8.8/32 and nobody else reach sock-shop in us-west-2
  1. Write dist/sock-shop again: it is not up to date with clusters/sock-shop.yaml
       npm run synth -- --cluster sock-shop
  2. Kubernetes API: + 8.8.8.8/32, - 198.51.100.7/32 (some minutes)
  3. Node ports, in ${there().securityGroup}: + TCP 32000 from 8.8.8.8/32, - TCP 32000 from 198.51.100.7/32
  4. Load balancers and network policies: apply again what runs with other ranges
       kubectl get networkpolicy,service --all-namespaces
       kubectl apply -f -
`);
  expect(stdout).toContain('Service nginx-ingress/nginx-ingress: applied');
  expect(stdout).toContain('\nDone: sock-shop answers 8.8.8.8/32.\n');
  expect(there().state.vpc).toMatchObject({
    publicAccessCidrs: ['8.8.8.8/32'],
    endpointPublicAccess: true,
    endpointPrivateAccess: true,
  });
  expect(await openTo()).toEqual(['8.8.8.8/32']);
  expect(applied.map(ranges)).toEqual([['8.8.8.8/32']]);
  expect(
    readFileSync(join(account.folder, 'dist', 'sock-shop', 'eksctl', 'cluster.yaml'), 'utf8'),
  ).toContain('8.8.8.8/32');
  const changes = account.front.actions().filter((action) => /:(Update|Auth|Revoke)/.test(action));
  expect(changes).toEqual([
    'eks:UpdateClusterConfig',
    'ec2:RevokeSecurityGroupIngress',
    'ec2:AuthorizeSecurityGroupIngress',
  ]);
  // kubectl is never told of the user's own contexts.
  expect(account.programs.calls.every(({ kubeconfig }) => kubeconfig !== account.kubeconfig)).toBe(
    true,
  );
});

test('again, nothing is left to do; ports that are closed stay closed', async () => {
  await account.run('allow-me', APPLY);
  account.front.calls.length = 0;
  running = applied;
  applied = [];
  const { code, stdout } = await account.run('allow-me', APPLY);
  expect(code).toBe(0);
  expect(stdout).toContain('access.from already has 8.8.8.8/32; nothing changed');
  expect(stdout).toContain('everything that runs has these ranges already');
  expect(applied).toEqual([]);
  expect(await openTo()).toEqual([]);
  expect(account.front.actions()).not.toContain('eks:UpdateClusterConfig');
});

test('--dry-run changes nothing at all', async () => {
  const { code, stdout } = await account.run('allow-me', [...APPLY, '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('access.from would be [8.8.8.8/32]');
  expect(stdout).toContain(
    'Nothing was done. To do it: npm run allow-me -- --cluster sock-shop --from 8.8.8.8 --apply',
  );
  expect(readFileSync(join(account.folder, 'clusters', 'sock-shop.yaml'), 'utf8')).toBe(
    clusterFile('sock-shop'),
  );
  expect(there().state.vpc.publicAccessCidrs).toEqual(['198.51.100.7/32']);
  expect(account.programs.lines()).toEqual([]);
});

test('without --apply, AWS is not asked', async () => {
  const { code, stdout } = await account.run('allow-me', [...MINE, '--cluster', 'sock-shop']);
  expect(code).toBe(0);
  expect(stdout).toContain('npm run allow-me -- --cluster sock-shop --from 8.8.8.8 --apply');
  expect(account.front.calls).toEqual([]);
});

test('a change that is under way is waited for: a killed run began it', async () => {
  const { state } = there();
  Object.assign(state, {
    status: 'UPDATING',
    change: {
      left: 2,
      done: () => {
        state.status = 'ACTIVE';
        state.vpc.publicAccessCidrs = ['8.8.8.8/32'];
      },
    },
  });
  const { code, stdout } = await account.run('allow-me', APPLY);
  expect(code).toBe(0);
  expect(stdout).toContain('sock-shop: UPDATING');
  expect(account.front.actions()).not.toContain('eks:UpdateClusterConfig');
});

test('a run that is killed while EKS changes the endpoint is gone on with', async () => {
  const child = spawn(
    process.execPath,
    [
      '--import',
      projectFile('node_modules/tsx/dist/loader.mjs'),
      projectFile('scripts/allow-me.ts'),
      ...APPLY,
    ],
    {
      cwd: account.folder,
      env: { ...process.env, PATH: account.programs.folder },
      stdio: 'ignore',
    },
  );
  const ended = once(child, 'close');
  await new Promise<void>((resolve) => {
    account.front.answer('eks:DescribeUpdate', () => {
      resolve();
      return undefined;
    });
  });
  child.kill('SIGKILL');
  await ended;
  account.front.reset();
  const { code, stdout } = await account.run('allow-me', APPLY);
  expect(code).toBe(0);
  expect(stdout).toContain('Done: sock-shop answers 8.8.8.8/32.');
  expect(account.front.actions()).not.toContain('eks:UpdateClusterConfig');
  expect(there().state.vpc.publicAccessCidrs).toEqual(['8.8.8.8/32']);
  expect(applied.map(ranges)).toEqual([['8.8.8.8/32']]);
});

test('Flux applies what is its own', async () => {
  account.writeCluster(
    'sock-shop',
    clusterFile('sock-shop', 'flux: { url: "https://example.com/me/shop.git" }\n'),
  );
  running = [ingressController('198.51.100.7/32'), jenkins('198.51.100.7/32')];
  const { code, stdout, stderr } = await account.run('allow-me', APPLY);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(
    'Flux applies the rest from https://example.com/me/shop.git: commit and push clusters/sock-shop.yaml and dist/sock-shop',
  );
  expect(applied.map(({ metadata }) => metadata.name)).toEqual(['jenkins']);
});

test('a Jenkins that is a ClusterIP stays one', async () => {
  const { spec, ...rest } = jenkins('198.51.100.7/32');
  running = [{ ...rest, spec: { ...(spec as object), type: 'ClusterIP' } }];
  const { code } = await account.run('allow-me', APPLY);
  expect(code).toBe(0);
  expect(applied).toEqual([]);
});

describe('what fails in the middle is named, and a rerun goes on', () => {
  test('EKS refuses the update', async () => {
    account.front.answer('eks:DescribeUpdate', () => ({
      body: {
        update: {
          status: 'Failed',
          errors: [{ errorCode: 'Unknown', errorMessage: 'Not today.' }],
        },
      },
    }));
    const { code, stderr } = await account.run('allow-me', APPLY);
    expect(code).toBe(2);
    expect(stderr).toContain('Stopped at step 2 of 3: Kubernetes API');
    expect(stderr).toContain('EKS did not change the endpoint (Failed): Unknown: Not today.');
  });

  test('a missing permission', async () => {
    account.front.fail('eks:UpdateClusterConfig', { code: 'AccessDeniedException', status: 403 });
    const { code, stderr } = await account.run('allow-me', APPLY);
    expect(code).toBe(2);
    expect(stderr).toContain('may not do eks:UpdateClusterConfig in us-west-2');
    account.front.reset();
    expect((await account.run('allow-me', APPLY)).code).toBe(0);
    expect(there().state.vpc.publicAccessCidrs).toEqual(['8.8.8.8/32']);
  });

  test('the API server cannot be reached, or refuses', async () => {
    account.programs.answer('kubectl', () => ({
      code: 1,
      stderr: 'Unable to connect to the server: dial tcp 1.2.3.4:443: i/o timeout\n',
    }));
    const unreachable = await account.run('allow-me', APPLY);
    expect(unreachable.code).toBe(2);
    expect(unreachable.stderr).toContain('Stopped at step 3 of 3: Load balancers');
    expect(unreachable.stderr).toContain(
      "the Kubernetes API of sock-shop can't be used from here: Unable to connect to the server",
    );
    expect(unreachable.stderr).toContain('the new ranges may need a minute');
    account.programs.answer('kubectl', () => ({
      code: 1,
      stderr: 'error: You must be logged in to the server (Unauthorized)\n',
    }));
    expect((await account.run('allow-me', APPLY)).stderr).toContain(
      'these credentials may not use the cluster: npm run who',
    );
  });

  test('kubectl apply', async () => {
    account.programs.answer('kubectl', (call) =>
      call.args[0] === 'apply' ? { code: 1, stderr: 'admission webhook denied\n' } : kubectl(call),
    );
    const { code, stderr } = await account.run('allow-me', APPLY);
    expect(code).toBe(2);
    expect(stderr).toContain('kubectl apply failed: admission webhook denied');
  });
});

describe('what is not done at all', () => {
  test('shutting everybody out', async () => {
    const { code, stderr } = await account.run('allow-me', [
      '--from',
      '203.0.113.10',
      '--replace',
      '--cluster',
      'sock-shop',
      '--apply',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('only has the example address 203.0.113.10/32');
    expect(account.front.calls).toEqual([]);
  });

  test('anything about a cluster that is not there, or not to be changed now', async () => {
    account.writeCluster('none', clusterFile('none'));
    const none = await account.run('allow-me', [...MINE, '--cluster', 'none', '--apply']);
    expect(none.code).toBe(0);
    expect(none.stdout).toContain('There is no cluster none in us-west-2 yet');
    there().state.status = 'CREATING';
    const creating = await account.run('allow-me', APPLY);
    there().state.status = 'ACTIVE';
    expect(creating.code).toBe(1);
    expect(creating.stderr).toContain('sock-shop is CREATING, and EKS does not change it now');
  });

  test('the API of a cluster without a public endpoint', async () => {
    there().state.vpc.endpointPublicAccess = false;
    const { stdout, code } = await account.run('allow-me', APPLY);
    there().state.vpc.endpointPublicAccess = true;
    expect(code).toBe(0);
    expect(stdout).toContain('The Kubernetes API has no public endpoint');
    expect(account.front.actions()).not.toContain('eks:UpdateClusterConfig');
  });

  test('a cluster of somebody else', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop', 'manifestsOnly: true\n'));
    const { code, stderr } = await account.run('allow-me', APPLY);
    expect(code).toBe(2);
    expect(stderr).toContain('sock-shop has manifestsOnly');
  });
});

test('--all goes through every file', async () => {
  account.writeCluster('none', clusterFile('none'));
  const { code, stdout } = await account.run('allow-me', [...MINE, '--all']);
  expect(code).toBe(0);
  expect(stdout).toContain('clusters/none.yaml: access.from is now [8.8.8.8/32]');
  expect(stdout).toContain('clusters/sock-shop.yaml: access.from is now [8.8.8.8/32]');
});

function kubectl({ args, input }: ProgramCall) {
  if (args[0] === 'apply') {
    applied.push(...(JSON.parse(input) as { items: KubeObject[] }).items);
    return {};
  }
  return args.includes('--raw=/readyz')
    ? { stdout: 'ok' }
    : { stdout: JSON.stringify({ kind: 'List', items: running }) };
}

function service(namespace: string, name: string, range: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace,
      name,
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"a":"1.1.1.1/32"}' },
    },
    spec: { type: 'LoadBalancer', loadBalancerSourceRanges: [range] },
  };
}

function ingressController(range: string): KubeObject {
  return service('nginx-ingress', 'nginx-ingress', range);
}

function jenkins(range: string): KubeObject {
  return service('dev-bc-svc', 'jenkins', range);
}

function ranges({ spec }: KubeObject): unknown {
  return (spec as { loadBalancerSourceRanges?: unknown }).loadBalancerSourceRanges;
}

function there(): ClusterOnAws {
  if (!cluster) throw new Error('the cluster is there once the tests run');
  return cluster;
}

async function inbound() {
  const ec2 = await motoOf(account).ec2();
  const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({
    Filters: [{ Name: 'group-id', Values: [there().securityGroup] }],
  });
  return SecurityGroupRules.filter(({ IsEgress, CidrIpv4 }) => !IsEgress && CidrIpv4);
}

async function openTo(): Promise<string[]> {
  return (await inbound()).map(({ CidrIpv4 = '' }) => CidrIpv4);
}

async function closeNodePorts(): Promise<void> {
  const ids = (await inbound()).flatMap(({ SecurityGroupRuleId }) => SecurityGroupRuleId ?? []);
  if (ids.length === 0) return;
  const ec2 = await motoOf(account).ec2();
  await ec2.revokeSecurityGroupIngress({
    GroupId: there().securityGroup,
    SecurityGroupRuleIds: ids,
  });
}
