import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { configOf, type Overrides } from '../support/configs.ts';
import { projectFile } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { templateFiles } from '../../eksctl/cloudformation/files.ts';
import { neededActions } from '../../eksctl/iam/needed-actions.ts';
import { render } from '../../output/render.ts';
import { clusterFile, useAccount } from './support/account.ts';
import type { ClusterOnAws } from './support/cluster-on-aws.ts';
import { playEksctl } from './support/eksctl.ts';
import { emptyAccount } from './support/empty-account.ts';
import { eksState } from './support/eks-state.ts';
import { pythonProgram } from '../../scripts/practice/aws/python.ts';
import type { ProgramAnswer } from './support/stand-ins.ts';
import { motoOf } from './support/straight.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';

const account = useAccount();
const STACK = 'eks-sock-shop-sock-shop-nodes';
const ROLES = 'eks-sock-shop-sock-shop-roles';
const own = 'nodes: { launchTemplate: { own: true } } # the chapter, step 5\n';
let clusters: Map<string, ClusterOnAws>;
let interrupt: (line: string) => ProgramAnswer | undefined;

beforeEach(() => {
  clusters = new Map();
  interrupt = () => undefined;
  clusters = playEksctl(account, {
    clusters,
    before: async (line) => interrupt(line) ?? (await groupOfTemplate(line)),
  });
  account.writeCluster('sock-shop', clusterFile('sock-shop', own));
});

afterEach(async () => {
  await emptyAccount(account);
  rmSync(join(account.folder, 'dist'), { recursive: true, force: true });
});

const cluster = () => parse(text()) as { nodes: { launchTemplate: object }; roles: object };
const text = () => readFileSync(join(account.folder, 'clusters/sock-shop.yaml'), 'utf8');
const run = (...args: string[]) => account.run('launch-template', args);
const eksctl = () => account.programs.lines('eksctl').filter((line) => !line.endsWith(' version'));

interface ClusterConfig {
  readonly iam: object;
  readonly managedNodeGroups: { readonly launchTemplate: { id: string; version: string } }[];
}

const eksctlFile = () =>
  parse(
    readFileSync(join(account.folder, 'dist/sock-shop/eksctl/cluster.yaml'), 'utf8'),
  ) as ClusterConfig;

// eksctl makes the group with the template that the file names, and upgrades it to the version that it is told.
async function groupOfTemplate(line: string): Promise<ProgramAnswer | undefined> {
  const eks = await motoOf(account).eks();
  const [, version] = /^upgrade nodegroup .*--launch-template-version (\d+)$/.exec(line) ?? [];
  if (version !== undefined) {
    usedVersion = version;
    return { stdout: 'upgraded\n' };
  }
  if (!line.startsWith('create nodegroup')) return undefined;
  const [group] = eksctlFile().managedNodeGroups;
  const { publicSubnets = [] } = clusters.get('sock-shop') ?? {};
  await eks.createNodegroup({
    clusterName: 'sock-shop',
    nodegroupName: 'workers',
    nodeRole: 'arn:aws:iam::123456789012:role/nodes',
    subnets: [...publicSubnets],
    ...(group && { launchTemplate: group.launchTemplate }),
  });
  return { stdout: 'made\n' };
}

let usedVersion: string | undefined;

async function templateData(): Promise<Record<string, unknown>> {
  const ec2 = await motoOf(account).ec2();
  const { LaunchTemplateVersions = [] } = await ec2.describeLaunchTemplateVersions({
    LaunchTemplateName: STACK,
    Versions: ['$Latest'],
  });
  return { ...LaunchTemplateVersions[0]?.LaunchTemplateData };
}

describe('the templates are sound', () => {
  test.each<[string, Overrides]>([
    ['by default', {}],
    ['with everything', { spot: true, launchTemplate: { own: true, ami: 'ssm' } }],
    ['for Graviton', { instanceType: 'm7g.large', volumeSize: 100 }],
  ])('cfn-lint finds nothing: %s', async (_, nodes) => {
    const config = configOf({
      tags: { team: 'shop' },
      expires: '2027-01-31',
      nodes: { launchTemplate: { own: true }, ...nodes },
      roles: { own: true, boundary: 'arn:aws:iam::123456789012:policy/boundary' },
    });
    const folder = temporaryFolder();
    const files = templateFiles(config).map((file) => {
      const path = join(folder, file.path.replace('/', '-'));
      writeFileSync(path, render(config.name, file));
      return path;
    });
    expect(files).toHaveLength(2);
    const said = execFileSync(
      await pythonProgram('cfn-lint'),
      ['--regions', 'us-west-2', '--', ...files],
      {
        encoding: 'utf8',
      },
    );
    expect(said).toBe('');
  });
});

describe('from nothing', () => {
  test('the plan comes first, and nothing is done', async () => {
    const before = text();
    const { code, stdout, stderr } = await run();
    expect(stderr).toBe('');
    expect(stdout).toContain(
      'Make the launch template and the node group of sock-shop in us-west-2',
    );
    expect(stdout).toContain(
      'eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml --without-nodegroup',
    );
    expect(stdout).toContain('npm run launch-template -- --cluster sock-shop --yes');
    expect(code).toBe(0);
    expect(text()).toBe(before);
    expect(eksctl()).toEqual([]);
    expect(account.front.actions().filter((action) => !/:Describe/.test(action))).toEqual([]);
  });

  test('a file that the ids could not be written into is told before anything is made', async () => {
    const aliased = 'roles: &own { own: true }\nnodes: { launchTemplate: *own }\n';
    account.writeCluster('sock-shop', clusterFile('sock-shop', aliased));
    const before = text();
    const { code, stdout, stderr } = await run('--yes');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      'clusters/sock-shop.yaml:4:1  roles.cluster\n    is written so that no command can change it',
    );
    expect(text()).toBe(before);
    expect(eksctl()).toEqual([]);
    expect(account.front.actions()).toEqual([]);
  });

  test('--all plans for every file that asks for one, and names the others', async () => {
    account.writeCluster('plain', clusterFile('plain'));
    account.writeCluster('second', clusterFile('second', own));
    try {
      const { code, stdout, stderr } = await run('--all');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.match(/^Make the launch template and the node group of \S+/gm)).toEqual([
        'Make the launch template and the node group of second',
        'Make the launch template and the node group of sock-shop',
      ]);
      expect(stdout).toContain('To do it: npm run launch-template -- --all --yes');
      expect(stdout).toMatch(/^These do not ask for their own launch template: plain\n/);
      expect(eksctl()).toEqual([]);
    } finally {
      for (const name of ['plain', 'second']) {
        rmSync(join(account.folder, 'clusters', `${name}.yaml`));
      }
    }
    const both = await run('--all', '--cluster', 'sock-shop');
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('--all and --cluster cannot be used together');
  });

  test('cluster, template, id and version in the file, node group, in that order', async () => {
    const { code, stdout, stderr } = await run('--yes');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(eksctl()).toEqual([
      'eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml --without-nodegroup',
      'eksctl create nodegroup -f dist/sock-shop/eksctl/cluster.yaml',
    ]);
    const { id, version } = eksctlFile().managedNodeGroups[0]?.launchTemplate ?? {};
    expect(text()).toContain(
      `nodes: { launchTemplate: { own: true, id: ${id}, version: 1 } } # the chapter, step 5\n`,
    );
    expect(version).toBe('1');
    expect(stdout).toContain(`${STACK}: CREATE_COMPLETE`);
    expect(stdout).toContain(`clusters/sock-shop.yaml: nodes.launchTemplate.id: ${id}`);
    // As EC2 has it now, not as we wrote it.
    expect(await templateData()).toMatchObject({
      InstanceType: 't3.large',
      BlockDeviceMappings: [{ Ebs: { VolumeType: 'gp3', VolumeSize: 40, Encrypted: true } }],
      MetadataOptions: { HttpTokens: 'required' },
    });
    expect(await templateData()).not.toHaveProperty('SecurityGroupIds');
    expect(await templateData()).not.toHaveProperty('ImageId');
    const asked = [...new Set(account.front.actions())];
    const allowed: string[] = Object.values(neededActions['launch-template']).flat();
    expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  test('again: nothing is left to do, and nothing changes', async () => {
    await run('--yes');
    const file = text();
    account.programs.calls.length = 0;
    const { code, stdout } = await run('--yes');
    expect(code).toBe(0);
    expect(stdout).not.toContain('Create the cluster');
    expect(stdout).toContain('the nodes have version 1 already');
    expect(text()).toBe(file);
    expect(eksctl()).toEqual([]);
  });

  test('a change makes a new version, and the nodes are replaced by it', async () => {
    await run('--yes');
    account.writeCluster('sock-shop', text().replace('nodes: {', 'nodes: { volumeSize: 80,'));
    account.programs.calls.length = 0;
    const { code, stdout } = await run('--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('nodes.launchTemplate.version: 2');
    expect(await templateData()).toMatchObject({
      BlockDeviceMappings: [{ Ebs: { VolumeSize: 80 } }],
    });
    expect(eksctl()).toEqual([
      'eksctl upgrade nodegroup --cluster sock-shop --region us-west-2 --name workers --launch-template-version 2',
    ]);
    expect(usedVersion).toBe('2');
  });

  test('a fixed image comes from the SSM parameter, and its nodes are told their cluster and labels', async () => {
    const fixed = own
      .replace('own: true', 'own: true, ami: ssm')
      .replace('nodes: {', 'nodes: { labels: { team: shop },');
    account.writeCluster('sock-shop', clusterFile('sock-shop', fixed));
    await publishImage('ami-0123456789abcdef0');
    const { code } = await run('--yes');
    expect(code).toBe(0);
    const data = await templateData();
    expect(data.ImageId).toBe('ami-0123456789abcdef0');
    const userData = Buffer.from(String(data.UserData), 'base64').toString('utf8');
    const endpoint = eksState(account).get('sock-shop')?.endpoint;
    expect(userData).toContain(`    name: sock-shop\n    apiServerEndpoint: ${endpoint}\n`);
    expect(userData).toMatch(/^ {4}certificateAuthority: Q0E=\n {4}cidr: \S+$/m);
    expect(userData).toContain('  kubelet:\n    flags:\n      - --node-labels=team=shop\n');
  });
});

// AWS's own parameters, below /aws, are none that an account may write: the stack reads one of another name.
async function publishImage(image: string): Promise<void> {
  const ssm = await account.aws.ssm();
  await ssm.putParameter({
    Name: `/public/optimized-ami/${defaultKubernetes}/amazon-linux-2023/x86_64/standard/recommended/image_id`,
    Value: image,
    Type: 'String',
  });
  account.front.answer('cloudformation:CreateStack', async ({ params }) => {
    const cloudformation = await motoOf(account).cloudformation();
    await cloudformation.createStack({
      StackName: String(params.StackName),
      TemplateBody: String(params.TemplateBody).replace('/aws/service/eks/', '/public/'),
      Parameters: [1, 2, 3].map((n) => ({
        ParameterKey: String(params[`Parameters.member.${n}.ParameterKey`]),
        ParameterValue: String(params[`Parameters.member.${n}.ParameterValue`]),
      })),
    });
    return {
      body: '<CreateStackResponse><CreateStackResult><StackId>x</StackId></CreateStackResult></CreateStackResponse>',
    };
  });
}

describe('roles of its own', () => {
  const both = `${own}roles: { own: true }\n`;

  test('come before the cluster, which gets them', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop', both));
    let given: object = {};
    interrupt = (line) => {
      if (line.startsWith('create cluster')) given = eksctlFile().iam;
      return undefined;
    };
    const { code, stderr } = await run('--yes');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const iam = await motoOf(account).iam();
    const { Roles = [] } = await iam.listRoles({});
    const [clusterRole, nodeRole] = ['ClusterRole', 'NodeRole'].map(
      (id) => Roles.find(({ RoleName = '' }) => RoleName.startsWith(`${ROLES}-${id}-`))?.Arn,
    );
    expect(clusterRole).toBeDefined();
    expect(cluster().roles).toEqual({ own: true, cluster: clusterRole, node: nodeRole });
    expect(given).toMatchObject({ serviceRoleARN: clusterRole });
    expect(eksctlFile().managedNodeGroups[0]).toMatchObject({ iam: { instanceRoleARN: nodeRole } });
  });

  test('alone: only they are made, and up comes next', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop', 'roles: { own: true }\n'));
    const { code, stdout } = await run('--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('Then: npm run up -- --cluster sock-shop');
    expect(eksctl()).toEqual([]);
  });

  test('are too late for a cluster that has others', async () => {
    await run('--yes');
    account.writeCluster('sock-shop', clusterFile('sock-shop', both));
    const before = text();
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /sock-shop has the role \S+ServiceRole\S+, and EKS never changes a cluster's role/,
    );
    expect(text()).toBe(before);
  });
});

describe('interrupted', () => {
  test('eksctl fails to make the cluster: the next run goes on from there', async () => {
    interrupt = (line) =>
      line.startsWith('create cluster') ? { code: 1, stderr: 'no\n' } : undefined;
    const first = await run('--yes');
    expect(first.code).toBe(2);
    expect(first.stderr).toContain('Stopped at step 1 of 3');
    expect(first.stderr).toContain('npm run launch-template -- --cluster sock-shop --yes');
    interrupt = () => undefined;
    expect((await run('--yes')).code).toBe(0);
    expect(cluster().nodes.launchTemplate).toMatchObject({ own: true, version: 1 });
  });

  test('killed after the stack, before the file: the same template is found again', async () => {
    await run('--yes');
    const after = text();
    account.writeCluster('sock-shop', clusterFile('sock-shop', own));
    const { code } = await run('--yes');
    expect(code).toBe(0);
    expect(text()).toBe(after);
  });

  test('killed while the stack was being made: the next run waits for it', async () => {
    interrupt = (line) => (line.startsWith('create nodegroup') ? { code: 1 } : undefined);
    await run('--yes');
    interrupt = () => undefined;
    account.front.calls.length = 0;
    let seen = 0;
    account.front.answer('cloudformation:DescribeStacks', ({ params }) =>
      asked(params) === STACK && seen++ < 1 ? stackIs('CREATE_IN_PROGRESS') : undefined,
    );
    const { code, stdout } = await run('--yes');
    expect(code).toBe(0);
    expect(stdout).toContain(`${STACK}: CREATE_IN_PROGRESS\n${STACK}: CREATE_COMPLETE`);
    expect(account.front.actions()).not.toContain('cloudformation:CreateStack');
  });

  test('killed in earnest, with the stack just asked for', async () => {
    let isAsked = false;
    let reached: () => void = () => undefined;
    const isWaiting = new Promise<void>((resolve) => (reached = resolve));
    account.front.answer('cloudformation:CreateStack', () => void (isAsked = true));
    account.front.answer('cloudformation:DescribeStacks', () => {
      if (!isAsked) return undefined;
      reached();
      return new Promise(() => undefined);
    });
    const child = spawn(
      process.execPath,
      [
        '--import',
        projectFile('node_modules/tsx/dist/loader.mjs'),
        projectFile('scripts/launch-template.ts'),
        '--yes',
      ],
      {
        cwd: account.folder,
        env: { ...process.env, PATH: account.programs.folder },
        stdio: 'ignore',
      },
    );
    const ended = new Promise((resolve) => child.on('close', resolve));
    await isWaiting;
    child.kill('SIGKILL');
    await ended;
    expect(text()).not.toContain('lt-');

    account.front.reset();
    const { code, stderr } = await run('--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(account.front.actions()).not.toContain('cloudformation:CreateStack');
    expect(eksctlFile().managedNodeGroups[0]?.launchTemplate).toEqual(
      expect.objectContaining({ version: '1' }),
    );
    expect(eksctl().filter((line) => line.includes('create cluster'))).toHaveLength(1);
  });

  test('what was rolled back is taken away, and made anew', async () => {
    let isThere = true;
    account.front.answer('cloudformation:DescribeStacks', ({ params }) =>
      asked(params) === STACK && isThere ? stackIs('ROLLBACK_COMPLETE') : undefined,
    );
    account.front.answer('cloudformation:DeleteStack', () => {
      isThere = false;
      return { body: '<DeleteStackResponse><ResponseMetadata/></DeleteStackResponse>' };
    });
    const { code, stdout } = await run('--yes');
    expect(stdout).toContain(`${STACK}: deleting what an earlier try left (ROLLBACK_COMPLETE)`);
    expect(code).toBe(0);
    expect(cluster().nodes.launchTemplate).toMatchObject({ version: 1 });
  });
});

describe('what CloudFormation refuses', () => {
  test('a rollback is explained by what failed first, and the file stays as it was', async () => {
    const before = text();
    let isMade = false;
    account.front.answer('cloudformation:CreateStack', () => {
      isMade = true;
      return {
        body: '<CreateStackResponse><CreateStackResult><StackId>x</StackId></CreateStackResult></CreateStackResponse>',
      };
    });
    account.front.answer('cloudformation:DescribeStacks', ({ params }) =>
      asked(params) === STACK && isMade ? stackIs('ROLLBACK_COMPLETE') : undefined,
    );
    account.front.answer('cloudformation:DescribeStackEvents', () => ({
      body: events([
        ['3', STACK, 'AWS::CloudFormation::Stack', 'ROLLBACK_COMPLETE', ''],
        ['2', 'Other', 'AWS::EC2::Instance', 'CREATE_FAILED', 'Resource creation cancelled'],
        [
          '1',
          'NodeLaunchTemplate',
          'AWS::EC2::LaunchTemplate',
          'CREATE_FAILED',
          'You are not authorized to perform: ec2:CreateLaunchTemplate',
        ],
      ]),
    }));
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toContain(
      `the stack ${STACK} failed (ROLLBACK_COMPLETE): NodeLaunchTemplate (AWS::EC2::LaunchTemplate): You are not authorized to perform: ec2:CreateLaunchTemplate`,
    );
    expect(stderr).toContain('Stopped at step 2 of 3');
    expect(text()).toBe(before);
    expect(eksctl().filter((line) => line.includes('nodegroup -f'))).toEqual([]);
  });

  test('an update that was rolled back is told by its own failure, not by an older one', async () => {
    await run('--yes');
    account.writeCluster('sock-shop', text().replace('nodes: {', 'nodes: { volumeSize: 80,'));
    const old = ['1', 'Older', 'AWS::EC2::LaunchTemplate', 'UPDATE_FAILED', 'long ago'] as const;
    let isAsked = false;
    account.front.answer('cloudformation:UpdateStack', () => {
      isAsked = true;
      return {
        body: '<UpdateStackResponse><UpdateStackResult><StackId>x</StackId></UpdateStackResult></UpdateStackResponse>',
      };
    });
    account.front.answer('cloudformation:DescribeStacks', ({ params }) =>
      asked(params) === STACK && isAsked ? stackIs('UPDATE_ROLLBACK_COMPLETE') : undefined,
    );
    account.front.answer('cloudformation:DescribeStackEvents', () => ({
      body: events(
        isAsked
          ? [
              ['2', 'NodeLaunchTemplate', 'AWS::EC2::LaunchTemplate', 'UPDATE_FAILED', 'too big'],
              old,
            ]
          : [old],
      ),
    }));
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('NodeLaunchTemplate (AWS::EC2::LaunchTemplate): too big');
    expect(stderr).not.toContain('long ago');
  });

  test('a missing permission', async () => {
    account.front.fail('cloudformation:CreateStack', { code: 'AccessDenied', status: 403 });
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'these credentials may not do cloudformation:CreateStack in us-west-2',
    );
  });
});

describe('refused before anything is done', () => {
  test('a file that asks for no template of its own', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop'));
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('clusters/sock-shop.yaml does not ask for its own launch template');
    expect(stderr).toContain('write nodes: { launchTemplate: { own: true } } into it');
    expect(account.front.actions()).toEqual([]);
  });

  test('a node group that has another template', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop'));
    mkdirSync(join(account.folder, 'dist'), { recursive: true });
    const made = await account.run('synth');
    expect(made.code).toBe(0);
    const { clusterOnAws } = await import('./support/cluster-on-aws.ts');
    await clusterOnAws(account);
    account.writeCluster('sock-shop', clusterFile('sock-shop', own));
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('the node group workers of sock-shop has another launch template');
    expect(stderr).toContain(
      'eksctl delete nodegroup --cluster sock-shop --region us-west-2 --name workers',
    );
  });

  test('a cluster that is still being made', async () => {
    const { clusterOnAws } = await import('./support/cluster-on-aws.ts');
    const { state } = await clusterOnAws(account, { without: ['nodeGroup'] });
    state.status = 'CREATING';
    const { code, stderr } = await run('--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('sock-shop is CREATING');
    expect(stderr).toContain('npm run status -- --cluster sock-shop --wait');
  });
});

function asked(params: unknown): unknown {
  return (params as { StackName?: unknown }).StackName;
}

function stackIs(status: string) {
  return {
    body: `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>${STACK}</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-11-01T00:00:00Z</CreationTime></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
}

type Event = readonly [id: string, resource: string, type: string, status: string, reason: string];

function events(all: readonly Event[]): string {
  const members = all.map(
    ([id, resource, type, status, reason]) =>
      `<member><EventId>${id}</EventId><LogicalResourceId>${resource}</LogicalResourceId><ResourceType>${type}</ResourceType><ResourceStatus>${status}</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason><StackName>${STACK}</StackName><StackId>x</StackId><Timestamp>2026-11-01T00:00:00Z</Timestamp></member>`,
  );
  return `<DescribeStackEventsResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStackEventsResult><StackEvents>${members.join('')}</StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>`;
}
