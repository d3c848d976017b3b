import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { configOf } from '../support/configs.ts';
import { reportLines } from '../../scripts/who/report.ts';
import { problemsIn, who } from '../../scripts/who/who.ts';
import { clusterFile, REGION, useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { motoOf } from './support/straight.ts';

const account = useAccount();
const ADMIN = 'arn:aws:iam::123456789012:role/platform';
const CREATOR = 'arn:aws:iam::123456789012:user/dev';
const CLUSTER_ADMIN = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
let cluster: ClusterOnAws;

const path = process.env.PATH;

beforeAll(async () => {
  cluster = await clusterOnAws(account);
  await writePoliciesAsJson();
  autoscalerRole = await roleOfAutoscaler();
  process.env.PATH = account.programs.folder;
}, 600_000);

afterAll(() => {
  process.env.PATH = path;
});

beforeEach(() => {
  admins = [];
  kubernetesSays({});
});

let admins: string[] = [];

// moto gives the policies of a stack's roles back as Python writes a mapping.
async function writePoliciesAsJson(): Promise<void> {
  const iam = await motoOf(account).iam();
  const asJson = (text = '') => decodeURIComponent(text).replaceAll("'", '"');
  const { Roles = [] } = await iam.listRoles({});
  for (const { RoleName, AssumeRolePolicyDocument } of Roles) {
    const trust = asJson(AssumeRolePolicyDocument);
    await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: trust });
    const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await iam.getRolePolicy({ RoleName, PolicyName });
      await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument: asJson(PolicyDocument) });
    }
  }
}

interface Said {
  readonly accounts?: readonly unknown[];
  readonly bindings?: readonly unknown[];
  readonly refusal?: string;
}

/** What kubectl answers: nothing but the autoscaler's ServiceAccount, with its role, unless told otherwise. */
function kubernetesSays({ accounts = [autoscaler()], bindings = [], refusal }: Said): void {
  account.programs.answer('kubectl', ({ args }) => {
    if (refusal !== undefined) return { code: 1, stderr: `${refusal}\n` };
    if (args.includes('--raw=/readyz')) return { stdout: 'ok' };
    const isBindings = args.some((arg) => arg.startsWith('clusterrolebindings'));
    return { stdout: JSON.stringify({ items: isBindings ? bindings : accounts }) };
  });
}

let autoscalerRole = '';
const autoscaler = () => serviceAccount('kube-system', 'cluster-autoscaler', autoscalerRole);

function serviceAccount(namespace: string, name: string, role: string): object {
  return {
    metadata: { namespace, name, annotations: { 'eks.amazonaws.com/role-arn': role } },
  };
}

async function roleOfAutoscaler(): Promise<string> {
  const cloudformation = await motoOf(account).cloudformation();
  const { Stacks = [] } = await cloudformation.describeStacks({
    StackName: 'eksctl-sock-shop-addon-iamserviceaccount-kube-system-cluster-autoscaler',
  });
  return Stacks[0]?.Outputs?.[0]?.OutputValue ?? '';
}

/** A role in moto with a trust policy, and policies of its own. */
async function role(name: string, trust: object, inline: object = {}): Promise<string> {
  const iam = await motoOf(account).iam();
  const { Role } = await iam.createRole({
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
  });
  for (const [PolicyName, statement] of Object.entries(inline)) {
    await iam.putRolePolicy({
      RoleName: name,
      PolicyName,
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    });
  }
  return Role?.Arn ?? '';
}

function tokens(condition: object, provider = cluster.oidcProvider): object {
  return {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: provider },
    Condition: condition,
  };
}

const issuer = () => cluster.oidcProvider.slice(cluster.oidcProvider.indexOf('/') + 1);
const asProcess = async (...args: string[]) => account.run('who', args);

async function ask(): Promise<{ code: number; stdout: string }> {
  const config = configOf({ access: { from: ['198.51.100.7/32'], admins } });
  const found = await who(account.aws, { name: 'sock-shop', region: REGION, config });
  return { code: problemsIn(found) > 0 ? 1 : 0, stdout: reportLines(found).join('\n') };
}

/** The lines about something, with what is said under it. */
async function about(subject: string | RegExp): Promise<{ code: number; lines: string[] }> {
  const { code, stdout } = await ask();
  const lines = stdout.split('\n');
  const first = lines.findIndex((line) => /^[! ] \S/.test(line) && line.search(subject) >= 0);
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !line.startsWith('    '));
  return { code, lines: [lines[first] ?? '', ...rest.slice(0, end)] };
}

test('a cluster as eksctl leaves it is as the file says', async () => {
  const { code, stdout, stderr } = await asProcess();
  expect(stderr).toBe('');
  expect(stdout).toContain('sock-shop in us-west-2, asked by arn:aws:sts::123456789012:user/moto');
  expect(stdout).toMatch(/^ {2}user\/dev +AmazonEKSClusterAdminPolicy +- +the creator/m);
  expect(stdout).toMatch(/NodeInstanceRole\S* +EC2_LINUX +- +its nodes' role/);
  expect(stdout).toMatch(
    /^ {2}kube-system\/cluster-autoscaler +role\/\S+Role1\S+ +Policy1 +- +only this ServiceAccount may use it$/m,
  );
  expect(stdout).toMatch(/^ {2}control plane +role\/\S+ServiceRole\S+$/m);
  expect(stdout).toContain('Nothing wrong: it is as the cluster file says.');
  expect(code).toBe(0);
});

test('it changes nothing, and asks only for what the policies allow', async () => {
  await ask();
  const { neededActions } = await import('../../eksctl/iam/needed-actions.ts');
  const allowed = [...Object.values(neededActions.who).flat(), 'sts:GetCallerIdentity'];
  const asked = [...new Set(account.front.actions())];
  expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
  expect(asked.length).toBeGreaterThan(8);
  expect(asked.filter((action) => !/:(Describe|List|Get)/.test(action))).toEqual([]);
});

describe('access entries', () => {
  test('an admin of the file that EKS does not have', async () => {
    admins = [ADMIN];
    const { code, lines } = await about('role/platform');
    expect(lines[0]).toMatch(
      /^! .*platform +- +AmazonEKSClusterAdminPolicy +not let in: EKS has no such entry$/,
    );
    expect(lines[1]).toBe('    eksctl create accessentry -f dist/sock-shop/eksctl/cluster.yaml');
    expect(code).toBe(1);
  });

  test('an admin that both have', async () => {
    admins = [ADMIN];
    await withEntry(ADMIN, { policies: [CLUSTER_ADMIN] }, async () => {
      const { code, lines } = await about('role/platform');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^ {2}.*as in the file$/);
      expect(code).toBe(0);
    });
  });

  test('one that gives less than the file', async () => {
    admins = [ADMIN];
    const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
    await withEntry(ADMIN, { policies: [view] }, async () => {
      const { code, lines } = await about('role/platform');
      expect(lines[0]).toMatch(
        /^! .*AmazonEKSViewPolicy +AmazonEKSClusterAdminPolicy +the file gives/,
      );
      expect(lines[1]).toContain(
        `eksctl delete accessentry --cluster sock-shop --region us-west-2 --principal-arn ${ADMIN}, then eksctl create`,
      );
      expect(code).toBe(1);
    });
  });

  test('a second administrator that the file does not know: neither counts as the creator', async () => {
    await withEntry(ADMIN, { policies: [CLUSTER_ADMIN] }, async () => {
      expect((await about('role/platform')).lines[0]).toMatch(
        /^! .*the creator, or added by hand$/,
      );
      const { code, lines } = await about('user/dev');
      expect(lines[0]).toMatch(/^! .*the creator, or added by hand$/);
      expect(code).toBe(1);
    });
  });

  test('a group by hand, and what Kubernetes gives that group', async () => {
    const [person] = ['arn:aws:iam::123456789012:user/ada'];
    kubernetesSays({
      bindings: [
        binding('ClusterRole view', { kind: 'Group', name: 'readers' }),
        binding('ClusterRole edit', { kind: 'Group', name: 'system:nodes' }),
      ],
    });
    await withEntry(person ?? '', { groups: ['readers'] }, async () => {
      expect((await about(/^! .*user\/ada/)).lines[0]).toMatch(/group readers +- +only in EKS$/);
      expect((await about('Group readers')).lines[0]).toMatch(
        /^ {2}Group readers +ClusterRole view +everywhere +user\/ada$/,
      );
      expect((await ask()).stdout).not.toContain('Group system:nodes');
    });
  });

  test('an entry for nodes that no node group has', async () => {
    const old = 'arn:aws:iam::123456789012:role/old-nodes';
    await withEntry(old, { type: 'EC2_LINUX' }, async () => {
      expect((await about('old-nodes')).lines[0]).toMatch(/for nodes that no node group/);
    });
  });

  test('you are told which of them is you, by a session too', async () => {
    account.front.answer('sts:GetCallerIdentity', () => ({
      body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/platform/me@example.com</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    }));
    admins = [CREATOR];
    const withPath = 'arn:aws:iam::123456789012:role/team/platform';
    await withEntry(withPath, { policies: [CLUSTER_ADMIN] }, async () => {
      const { code, lines } = await about('team/platform');
      expect(lines[0]).toMatch(/the creator \(access\.creatorIsAdmin\); you$/);
      expect(code).toBe(0);
    });
  });

  test('EKS itself is not a stranger', async () => {
    const own =
      'arn:aws:iam::123456789012:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
    await withEntry(own, { groups: ['eks:x'] }, async () => {
      const { code, lines } = await about('AWSServiceRoleForAmazonEKS');
      expect(lines[0]).toMatch(/EKS's own$/);
      expect(code).toBe(0);
    });
  });

  test('a ConfigMap that lets others in is told of', async () => {
    cluster.state.authenticationMode = 'API_AND_CONFIG_MAP';
    const { stdout } = await ask();
    cluster.state.authenticationMode = 'API';
    expect(stdout).toContain('the ConfigMap aws-auth in kube-system lets others in, too');
  });
});

async function withEntry(
  principal: string,
  entry: { type?: string; groups?: string[]; policies?: string[] },
  work: () => Promise<void>,
): Promise<void> {
  const { accessEntries } = cluster.state;
  accessEntries.set(principal, {
    type: 'STANDARD',
    username: '',
    groups: [],
    policies: [],
    ...entry,
  });
  try {
    await work();
  } finally {
    accessEntries.delete(principal);
  }
}

function binding(role: string, subject: object, namespace?: string): object {
  const [kind, name] = role.split(' ');
  return {
    metadata: { name: 'x', ...(namespace && { namespace }) },
    roleRef: { kind, name },
    subjects: [subject],
  };
}

describe('ServiceAccounts with roles', () => {
  const shop = 'sock-shop/payment';
  const line = async (of: () => Promise<string>) => {
    const role = await of();
    kubernetesSays({
      accounts: [autoscaler(), serviceAccount('sock-shop', 'payment', role)],
      bindings: [
        binding(
          'Role pay',
          { kind: 'ServiceAccount', name: 'payment', namespace: 'sock-shop' },
          'sock-shop',
        ),
      ],
    });
    return about(/sock-shop\/payment/);
  };
  const sub = (value: string) => ({ [`${issuer()}:sub`]: value });

  test('both sides of one: IAM policies and Kubernetes roles', async () => {
    const { code, lines } = await line(() =>
      role(
        'pay-own',
        tokens({ StringEquals: sub(`system:serviceaccount:${shop.replace('/', ':')}`) }),
        { Pay: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::receipts/*' } },
      ),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/role\/pay-own +Pay +Role pay in sock-shop +only this ServiceAccount/);
    expect(code).toBe(0);
  });

  test('a trust policy without a subject lets every ServiceAccount in', async () => {
    const { code, lines } = await line(() =>
      role('pay-all', tokens({ StringEquals: { [`${issuer()}:aud`]: 'sts.amazonaws.com' } })),
    );
    expect(lines).toContain('    every ServiceAccount of the cluster may use it');
    expect(code).toBe(1);
  });

  test('one with a wildcard lets the namespace in', async () => {
    const { lines } = await line(() =>
      role('pay-namespace', tokens({ StringLike: sub('system:serviceaccount:sock-shop:*') })),
    );
    expect(lines).toContain('    every ServiceAccount in sock-shop may use it');
  });

  test("one of another ServiceAccount's, and one of another cluster's", async () => {
    expect(
      (
        await line(() =>
          role('pay-other', tokens({ StringEquals: sub('system:serviceaccount:a:b') })),
        )
      ).lines,
    ).toContain("    its trust policy doesn't let this ServiceAccount use it");
    const provider =
      'arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/OLD';
    expect((await line(() => role('pay-old', tokens({}, provider)))).lines).toContain(
      "    its trust policy names another cluster's identity provider",
    );
  });

  test('a condition that is not understood is not a permission', async () => {
    const { lines } = await line(() => role('pay-strange', tokens({ BinaryEquals: sub('c3lz') })));
    expect(lines.join('\n')).toContain(
      "its trust policy can't be judged: BinaryEquals is not a condition operator",
    );
  });

  test('policies that reach further than they should', async () => {
    const right = tokens({ StringEquals: sub('system:serviceaccount:sock-shop:payment') });
    const { lines } = await line(() =>
      role('pay-admin', right, { All: { Effect: 'Allow', Action: '*', Resource: '*' } }),
    );
    expect(lines).toContain('    may make IAM users and roles: an administrator');
    expect(lines).toContain("    may resize other clusters' node groups");
    const tagged = {
      Effect: 'Allow',
      Action: 'autoscaling:SetDesiredCapacity',
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/sock-shop': 'owned' },
      },
    };
    expect((await line(() => role('pay-tagged', right, { Scale: tagged }))).lines).toHaveLength(1);
  });

  test('a role that is gone', async () => {
    const { code, lines } = await line(() =>
      Promise.resolve('arn:aws:iam::123456789012:role/gone'),
    );
    expect(lines).toContain('    IAM has no such role');
    expect(code).toBe(1);
  });

  test('a role that one may not read', async () => {
    account.front.fail('iam:GetRole', { code: 'AccessDenied', status: 403 });
    expect((await ask()).stdout).toContain('    you may not read it (iam:GetRole)');
  });

  test('a ServiceAccount of the file that has no role', async () => {
    kubernetesSays({ accounts: [] });
    const { code, lines } = await about('kube-system/cluster-autoscaler');
    expect(lines[1]).toContain('npm run up -- --cluster sock-shop --yes');
    expect(code).toBe(1);
  });

  test("an addon that acts with its node's role, for eksctl did not come to its own", async () => {
    const { addons } = cluster.state;
    const plugin = addons.get('vpc-cni');
    if (!plugin) throw new Error('the cluster has no network plugin');
    addons.set('vpc-cni', { version: plugin.version, status: plugin.status });
    try {
      const { code, lines } = await about('addon vpc-cni');
      expect(lines[0]).toMatch(/^! addon vpc-cni/);
      expect(lines[1]).toContain("has no separate role, and uses its node's");
      expect(code).toBe(1);
    } finally {
      addons.set('vpc-cni', plugin);
    }
  });

  test('pod identity', async () => {
    const arn = await role('pay-pods', {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Principal: { Service: 'pods.eks.amazonaws.com' },
    });
    const association = {
      associationId: 'a-1',
      namespace: 'sock-shop',
      serviceAccount: 'payment',
      roleArn: arn,
    };
    account.front.answer('eks:ListPodIdentityAssociations', () => ({
      body: { associations: [association] },
    }));
    account.front.answer('eks:DescribePodIdentityAssociation', () => ({ body: { association } }));
    const { code, lines } = await about('sock-shop/payment');
    expect(lines[0]).toMatch(/pods of this association use it, through EKS$/);
    expect(code).toBe(0);
  });
});

test('a ServiceAccount that is cluster-admin', async () => {
  const subject = { kind: 'ServiceAccount', name: 'ci', namespace: 'tools' };
  kubernetesSays({ bindings: [binding('ClusterRole cluster-admin', subject)] });
  const { code, lines } = await about('ServiceAccount tools/ci');
  expect(lines[1]).toContain('everyone who reads its token may do everything');
  expect(code).toBe(1);
});

test('the autoscaler policy on the node role is found', async () => {
  const iam = await motoOf(account).iam();
  const RoleName = (cluster.nodeRole ?? '').split('/').at(-1);
  await iam.putRolePolicy({
    RoleName,
    PolicyName: 'PolicyAutoScaling',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'autoscaling:*', Resource: '*' }],
    }),
  });
  try {
    const { code, lines } = await about('nodes of workers');
    expect(lines).toContain("    may resize other clusters' node groups");
    expect(code).toBe(1);
  } finally {
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'PolicyAutoScaling' });
  }
});

test('an administrator by name', async () => {
  const iam = await motoOf(account).iam();
  const RoleName = (cluster.nodeRole ?? '').split('/').at(-1);
  const { Policy } = await iam.createPolicy({
    PolicyName: 'AdministratorAccess',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
  });
  await iam.attachRolePolicy({ RoleName, PolicyArn: Policy?.Arn });
  try {
    const { code, lines } = await about('nodes of workers');
    expect(lines[0]).toMatch(/AdministratorAccess$/);
    expect(lines).toContain('    has AdministratorAccess');
    expect(code).toBe(1);
  } finally {
    await iam.detachRolePolicy({ RoleName, PolicyArn: Policy?.Arn });
  }
});

test('with Kubernetes out of reach, all else is still told', async () => {
  kubernetesSays({ refusal: 'Unable to connect to the server: dial tcp: i/o timeout' });
  const { code, stdout } = await ask();
  expect(stdout).toContain('  not asked: Unable to connect to the server: dial tcp: i/o timeout');
  expect(stdout).toContain('npm run allow-me -- --cluster sock-shop');
  expect(stdout).toMatch(
    /cluster-autoscaler +role\/\S+Role1\S+ +Policy1 +not asked +only this ServiceAccount/,
  );
  expect(code).toBe(0);
});

test('JSON holds the same', async () => {
  const { stdout } = await asProcess('--json');
  expect(JSON.parse(stdout)).toMatchObject({
    cluster: 'sock-shop',
    hasFile: true,
    entries: expect.arrayContaining([
      expect.objectContaining({ principal: CREATOR, isRight: true }),
    ]),
    accounts: [
      expect.objectContaining({ account: 'kube-system/cluster-autoscaler', problems: [] }),
    ],
  });
});

test('--all tells of every cluster file, with --json as one list; one that is missing hides no other', async () => {
  account.writeCluster('absent', clusterFile('absent'));
  try {
    const told = await asProcess('--all');
    expect(told.code).toBe(2);
    expect(told.stdout).toContain('sock-shop in us-west-2, asked by');
    expect(told.stderr).toContain('there is no cluster absent in us-west-2');
    expect(told.stderr).toContain('1 of 2 clusters failed: absent');
    const json = await asProcess('--all', '--json');
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 2, stderr: told.stderr });
    expect(json.stdout).toMatch(/^\[\n/);
    expect(JSON.parse(json.stdout)).toMatchObject([{ cluster: 'sock-shop', hasFile: true }]);
  } finally {
    rmSync(join(account.folder, 'clusters', 'absent.yaml'));
  }
  for (const more of [[], ['--json']]) {
    const { code, stderr } = await asProcess('--all', '--cluster', 'sock-shop', ...more);
    expect(code).toBe(2);
    expect(stderr).toContain('--all and --cluster cannot be used together');
  }
});

test('a cluster without a file is told without comparing', async () => {
  const found = await who(account.aws, { name: 'sock-shop', region: REGION });
  expect(problemsIn(found)).toBe(0);
  const report = reportLines(found).join('\n');
  expect(report).toContain('no cluster file for sock-shop here');
  expect(report).not.toContain('the file gives');
  expect(report).toMatch(/user\/dev +AmazonEKSClusterAdminPolicy$/m);
  const other = await asProcess('--cluster', 'elsewhere', '--region', 'us-west-2');
  expect(other.code).toBe(2);
  expect(other.stderr).toContain('there is no cluster elsewhere in us-west-2');
});

test('a denied reader is told which action, and where it is allowed', async () => {
  account.front.fail('eks:ListAccessEntries', { code: 'AccessDeniedException', status: 403 });
  const { code, stderr } = await asProcess();
  expect(code).toBe(2);
  expect(stderr).toContain('these credentials may not do eks:ListAccessEntries in us-west-2');
  expect(stderr).toContain('allow eks:ListAccessEntries: dist/<name>/iam/operator.json does');
});
