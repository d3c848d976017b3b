import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { renderTree } from '../../synth/render-tree.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';
import { configOf } from '../support/configs.ts';
import { minorAfter } from '../support/kubernetes.ts';
import { useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { motoOf } from './support/straight.ts';

const account = useAccount();
const NAMED = '--cluster sock-shop --region us-west-2';
const ADMIN = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
const person = 'arn:aws:iam::123456789012:user/ada';
const older = minorAfter(defaultKubernetes, -1);
let cluster: ClusterOnAws;

const shop = renderTree(
  synthesize(configOf({ owner: 'dev', access: { from: ['198.51.100.7/32'] } })),
).get('eksctl/cluster.yaml')!;

beforeAll(async () => {
  cluster = await clusterOnAws(account);
  cluster.state.addons.get('vpc-cni')!.configurationValues = '{"enableNetworkPolicy": "true"}';
}, 600_000);

// moto knows none of these.
const lists: Readonly<Record<string, object>> = {
  'eks:ListCapabilities': { capabilities: [] },
  'eks:ListFargateProfiles': { fargateProfileNames: [] },
  'eks:ListIdentityProviderConfigs': { identityProviderConfigs: [] },
};

beforeEach(() => {
  for (const [action, body] of Object.entries(lists))
    account.front.answer(action, () => ({ body }));
});

/** What plan --live says of a ClusterConfig, as a process. */
async function live(text = shop, ...more: string[]) {
  const file = join(account.folder, 'cluster.yaml');
  writeFileSync(file, text);
  return account.run('plan', ['cluster.yaml', '--live', ...more]);
}

interface Said {
  readonly changes: readonly { path: string; before?: unknown; after?: unknown; takes: string }[];
  readonly steps: readonly { command: string }[];
  readonly notes: readonly string[];
  readonly notCompared: readonly string[];
}

async function said(text = shop): Promise<Said> {
  const { code, stdout, stderr } = await live(text, '--format', 'json');
  if (code === null || code > 1) throw new Error(stderr);
  return JSON.parse(stdout) as Said;
}

/** Does something to the cluster, and undoes it. */
async function changed<T extends object>(part: T, change: Partial<T>, work: () => Promise<void>) {
  const before = { ...part };
  Object.assign(part, change);
  try {
    await work();
  } finally {
    for (const key of Object.keys(change)) delete (part as Record<string, unknown>)[key];
    Object.assign(part, before);
  }
}

/** The same for addons and access entries. */
async function withMap<T>(
  map: Map<string, T>,
  change: Readonly<Record<string, T | undefined>>,
  work: () => Promise<void>,
) {
  const before = [...map];
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  try {
    await work();
  } finally {
    map.clear();
    for (const [key, value] of before) map.set(key, value);
  }
}

const changesOf = ({ changes }: Said) =>
  changes.map(({ path, before, after }) => [path, before, after]);
const commandsOf = ({ steps }: Said) => steps.map(({ command }) => command);

test('a cluster as eksctl leaves it has not drifted', async () => {
  const { code, stdout, stderr } = await live();
  expect(stderr).toBe('asking AWS about sock-shop in us-west-2 …\n');
  expect(stdout).toContain(
    'There is no difference between what runs and cluster.yaml, and nothing to do.',
  );
  expect(stdout).toMatch(/^Not compared with what runs: .*iam\.serviceAccounts\[\]\.attachPolicy/m);
  expect(code).toBe(0);
});

test('it changes nothing, and asks only for what the policies allow', async () => {
  await live();
  const { neededActions } = await import('../../eksctl/iam/needed-actions.ts');
  const allowed: string[] = Object.values(neededActions.plan).flat();
  const asked = [...new Set(account.front.actions())];
  expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
  expect(asked.length).toBeGreaterThan(12);
  expect(asked.filter((action) => !/:(Describe|List|Get)/.test(action))).toEqual([]);
});

describe('what was changed outside of the file', () => {
  test('from where the API is reached, which logs there are, what happens after standard support', async () => {
    const vpc = {
      ...cluster.state.vpc,
      publicAccessCidrs: ['0.0.0.0/0'],
      endpointPrivateAccess: false,
    };
    await changed(cluster.state, { vpc, supportType: 'EXTENDED' }, async () => {
      const found = await said();
      expect(changesOf(found)).toEqual(
        expect.arrayContaining([
          ['upgradePolicy.supportType', 'EXTENDED', 'STANDARD'],
          ['vpc.clusterEndpoints.privateAccess', false, true],
        ]),
      );
      expect(commandsOf(found)).toEqual([
        `eksctl utils update-cluster-vpc-config ${NAMED} --private-access=true --public-access=true --approve`,
        'aws eks update-cluster-config --name sock-shop --region us-west-2 --upgrade-policy supportType=STANDARD',
        'aws eks wait cluster-active --name sock-shop --region us-west-2',
        'eksctl utils update-cluster-vpc-config -f cluster.yaml --approve',
      ]);
      expect((await live()).code).toBe(1);
    });
  });

  test('an access entry by hand, and one that gives more than the file', async () => {
    const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
    const entry = { type: 'STANDARD', username: person, groups: [], policies: [view] };
    await withMap(cluster.state.accessEntries, { [person]: entry }, async () => {
      const { stdout, code } = await live();
      expect(stdout).toContain(`accessConfig.accessEntries[${person}]`);
      expect(stdout).toContain(`eksctl delete accessentry ${NAMED} --principal-arn ${person}`);
      expect(stdout).toContain('Where the cluster is right, change the file instead.');
      expect(code).toBe(1);
      const knows = shop.replace(
        /^accessConfig:\n/m,
        `accessConfig:\n  accessEntries:\n    - principalARN: ${person}\n      accessPolicies: [{policyARN: "${ADMIN}", accessScope: {type: cluster}}]\n`,
      );
      const found = await said(knows);
      expect(found.changes.map(({ path }) => path.replace(person, 'ada'))).toEqual([
        `accessConfig.accessEntries[ada].accessPolicies[${view}]`,
        `accessConfig.accessEntries[ada].accessPolicies[${ADMIN}]`,
      ]);
    });
  });

  test('an addon by hand, another version, and one that is gone', async () => {
    const { addons } = cluster.state;
    const byHand = { version: 'v1.0.0', status: 'ACTIVE' };
    await withMap(addons, { 'cert-manager': byHand, 'metrics-server': undefined }, async () => {
      const pinned = shop.replace(/- name: coredns/, '- name: coredns\n    version: v1.9.0');
      const found = await said(pinned);
      expect(found.changes.map(({ path }) => path)).toEqual([
        'addons[coredns].version',
        'addons[cert-manager]',
        'addons[metrics-server]',
      ]);
      expect(commandsOf(found)).toEqual([
        'eksctl create addon -f cluster.yaml',
        'eksctl update addon -f cluster.yaml',
        `eksctl delete addon ${NAMED} --name cert-manager`,
      ]);
    });
  });

  test("an addon's version that begins as the file says is none, and neither are its settings in other words", async () => {
    const coredns = cluster.state.addons.get('coredns')!;
    await changed(coredns, { configurationValues: '{"replicaCount":2}' }, async () => {
      const text = `- name: coredns\n    version: 1.12.4\n    configurationValues: "replicaCount: 2"`;
      expect(changesOf(await said(shop.replace('- name: coredns', text)))).toEqual([]);
      expect(changesOf(await said())).toEqual([
        ['addons[coredns].configurationValues', '{"replicaCount":2}', undefined],
      ]);
    });
  });

  test('the size of a node group, its labels and its taints; not how many nodes there are right now', async () => {
    const eks = await motoOf(account).eks();
    const group = { clusterName: 'sock-shop', nodegroupName: 'workers' };
    await eks.updateNodegroupConfig({
      ...group,
      scalingConfig: { minSize: 1, desiredSize: 4, maxSize: 9 },
      labels: { addOrUpdateLabels: { team: 'a' } },
      taints: { addOrUpdateTaints: [{ key: 'k', value: 'v', effect: 'NO_SCHEDULE' }] },
    });
    const found = await said();
    expect(found.changes.map(({ path }) => path).toSorted()).toEqual([
      'managedNodeGroups[workers].labels.team',
      'managedNodeGroups[workers].maxSize',
      'managedNodeGroups[workers].minSize',
      'managedNodeGroups[workers].taints',
    ]);
    expect(commandsOf(found).join('\n')).toContain(
      `eksctl unset labels ${NAMED} --nodegroup workers --labels team`,
    );
    await eks.updateNodegroupConfig({
      ...group,
      scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 4 },
      labels: { removeLabels: ['team'] },
      taints: { removeTaints: [{ key: 'k', value: 'v', effect: 'NO_SCHEDULE' }] },
    });
    expect(changesOf(await said())).toEqual([]);
  });

  test('another instance type: the group is made anew', async () => {
    const found = await said(shop.replace(/instanceType: \S+/, 'instanceType: m7i.large'));
    expect(changesOf(found)).toEqual([
      ['managedNodeGroups[workers].instanceType', 't3.large', 'm7i.large'],
    ]);
    expect(commandsOf(found)).toHaveLength(4);
  });

  test('an older control plane, and nodes that are behind it', async () => {
    const { nodeGroups } = cluster.state;
    const workers = nodeGroups.get('workers')!;
    await changed(cluster.state, { version: older }, async () => {
      expect(commandsOf(await said())[0]).toBe(
        `eksctl upgrade cluster --name sock-shop --region us-west-2 --version ${defaultKubernetes} --approve`,
      );
    });
    await changed(workers, { version: older }, async () => {
      const { code, stdout } = await live();
      expect(stdout).toContain(
        `! the nodes of workers run ${older}, and the control plane ${defaultKubernetes}: eksctl upgrade nodegroup ${NAMED} --name workers --kubernetes-version ${defaultKubernetes}`,
      );
      expect(code).toBe(1);
    });
  });

  test("a ServiceAccount's role that the file does not know, by its stack", async () => {
    const found = await said(shop.replace(/ {2}serviceAccounts:\n(?: {4,}.*\n)+/, ''));
    expect(found.changes.map(({ path }) => path)).toEqual([
      'iam.serviceAccounts[kube-system/cluster-autoscaler]',
    ]);
    expect(commandsOf(found)).toEqual([
      `eksctl delete iamserviceaccount ${NAMED} --namespace kube-system --name cluster-autoscaler`,
    ]);
  });

  test("a node group of eksctl's own, by its stack and its Auto Scaling group", async () => {
    const cloudformation = await motoOf(account).cloudformation();
    const StackName = 'eksctl-sock-shop-nodegroup-own';
    await cloudformation.createStack({
      StackName,
      TemplateBody: JSON.stringify({
        Resources: {
          NodeGroup: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: {
              MinSize: '1',
              MaxSize: '3',
              AvailabilityZones: ['us-west-2a'],
              LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
            },
          },
          Template: {
            Type: 'AWS::EC2::LaunchTemplate',
            Properties: {
              LaunchTemplateName: StackName,
              LaunchTemplateData: { ImageId: 'ami-12c6146b', InstanceType: 't3.large' },
            },
          },
        },
      }),
      Tags: Object.entries({
        'alpha.eksctl.io/cluster-name': 'sock-shop',
        'alpha.eksctl.io/nodegroup-name': 'own',
        'alpha.eksctl.io/nodegroup-type': 'unmanaged',
      }).map(([Key, Value]) => ({ Key, Value })),
    });
    expect(commandsOf(await said())).toEqual([`eksctl delete nodegroup ${NAMED} --name own`]);
    const knows = `${shop}\nnodeGroups: [{name: own, minSize: 1, maxSize: 2}, {name: another}]\n`;
    expect(commandsOf(await said(knows))).toEqual([
      'eksctl create nodegroup -f cluster.yaml --include another',
      `eksctl scale nodegroup ${NAMED} --name own --nodes-max 2`,
    ]);
    await cloudformation.deleteStack({ StackName });
  });

  test('Fargate profiles, pod identity, identity providers and capabilities', async () => {
    const { front } = account;
    front.answer('eks:ListFargateProfiles', () => ({ body: { fargateProfileNames: ['fp'] } }));
    front.answer('eks:DescribeFargateProfile', () => ({
      body: { fargateProfile: { fargateProfileName: 'fp', selectors: [{ namespace: 'a' }] } },
    }));
    const association = {
      associationId: 'a-1',
      namespace: 'team',
      serviceAccount: 's',
      roleArn: 'arn:aws:iam::123456789012:role/x',
    };
    front.answer('eks:ListPodIdentityAssociations', () => ({
      body: {
        associations: [
          association,
          { ...association, associationId: 'a-2', ownerArn: 'of an addon' },
        ],
      },
    }));
    front.answer('eks:DescribePodIdentityAssociation', () => ({ body: { association } }));
    front.answer('eks:ListIdentityProviderConfigs', () => ({
      body: { identityProviderConfigs: [{ type: 'oidc', name: 'sso' }] },
    }));
    front.answer('eks:DescribeIdentityProviderConfig', () => ({
      body: {
        identityProviderConfig: {
          oidc: {
            identityProviderConfigName: 'sso',
            clientId: 'x',
            issuerUrl: 'https://a.example',
          },
        },
      },
    }));
    front.answer('eks:ListCapabilities', () => ({
      body: { capabilities: [{ capabilityName: 'ack' }] },
    }));
    front.answer('eks:DescribeCapability', () => ({
      body: {
        capability: { capabilityName: 'ack', type: 'ACK', deletePropagationPolicy: 'RETAIN' },
      },
    }));
    expect(commandsOf(await said())).toEqual([
      `eksctl delete fargateprofile ${NAMED} --name fp --wait`,
      `eksctl delete podidentityassociation ${NAMED} --namespace team --service-account-name s`,
      `eksctl delete capability ${NAMED} --name ack`,
      `eksctl disassociate identityprovider ${NAMED} --name sso --type oidc --wait`,
    ]);
    const knows = `${shop}
fargateProfiles: [{name: fp, selectors: [{namespace: b}]}]
identityProviders: [{name: sso, type: oidc, clientID: x, issuerURL: "https://a.example"}]
capabilities: [{name: ack, type: ACK}]
`.replace(
      /^iam:\n/m,
      `iam:\n  podIdentityAssociations: [{namespace: team, serviceAccountName: s, roleARN: "${association.roleArn}"}]\n`,
    );
    expect((await said(knows)).changes.map(({ path }) => path)).toEqual([
      'fargateProfiles[fp].selectors[0].namespace',
    ]);
  });

  test('the ConfigMap aws-auth, by kubectl; its own way in counts only where EKS reads it', async () => {
    const mapRoles = `- rolearn: ${cluster.nodeRole}\n  username: system:node:{{EC2PrivateDNSName}}\n  groups: [system:bootstrappers, system:nodes]\n- rolearn: ${person}\n  username: ada\n  groups: [a]\n`;
    account.programs.answer('kubectl', ({ args }) =>
      args.includes('--raw=/readyz')
        ? { stdout: 'ok' }
        : { stdout: JSON.stringify({ data: { mapRoles } }) },
    );
    expect(changesOf(await said())).toEqual([]);
    const both = shop.replace(
      /authenticationMode: API$/m,
      'authenticationMode: API_AND_CONFIG_MAP',
    );
    await changed(cluster.state, { authenticationMode: 'API_AND_CONFIG_MAP' }, async () => {
      expect(commandsOf(await said(both))).toEqual([
        `eksctl delete iamidentitymapping ${NAMED} --arn ${person}`,
      ]);
      const knows = `${both}\niamIdentityMappings: [{arn: "${person}", username: ada, groups: [a]}]\n`;
      expect(changesOf(await said(knows))).toEqual([]);
      account.programs.answer('kubectl', () => ({ code: 1, stderr: 'i/o timeout\n' }));
      expect((await said(knows)).notCompared).toContain('the ConfigMap aws-auth: i/o timeout');
    });
  });
});

test('what may not be asked is told, and the rest is compared', async () => {
  account.front.fail('eks:ListAccessEntries', { code: 'AccessDeniedException', status: 403 });
  const found = await said(shop.replace(/instanceType: \S+/, 'instanceType: m7i.large'));
  expect(found.notCompared).toContain(
    'access entries: these credentials may not do eks:ListAccessEntries',
  );
  expect(found.changes).toHaveLength(1);
});

test('a cluster that is not there is to be created', async () => {
  const { code, stdout } = await live(shop.replace(/^ {2}name: sock-shop$/m, '  name: elsewhere'));
  expect(stdout).toContain('  eksctl create cluster -f cluster.yaml\n');
  expect(code).toBe(1);
});

test('called the wrong way', async () => {
  const { code, stderr } = await account.run('plan', ['--live']);
  expect(code).toBe(2);
  expect(stderr).toContain('write: npm run plan -- CLUSTER.yaml --live');
});
