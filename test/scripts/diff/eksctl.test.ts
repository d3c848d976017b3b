import { describe, expect, test } from '@jest/globals';
import { diffCluster } from '../../../scripts/diff/cluster-diff.ts';
import { learner } from '../../support/class.ts';
import { eksctlChange, type Fields } from '../../support/eksctl-change.ts';
import type { Overrides } from '../../support/configs.ts';
import { treeOf } from '../../support/trees.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';
import { minorAfter, previousKubernetes } from '../../support/kubernetes.ts';

const older = minorAfter(previousKubernetes, -1);

const FILE = 'dist/sock-shop/eksctl/cluster.yaml';
const NAMED = '--cluster sock-shop --region us-west-2';
const RECREATE = [
  'npm run down -- --cluster sock-shop --region us-west-2 --yes',
  `eksctl create cluster -f ${FILE}`,
];
const piped = (call: string, part: RegExp | string) =>
  expect.stringMatching(
    new RegExp(`^printf %s '\\{.*${part}.*\\}' \\| eksctl ${call} -f -$`),
  ) as unknown as string;
const REPLACE = [
  piped('create nodegroup', '"name":"workers-next"'),
  `eksctl delete nodegroup ${NAMED} --name workers --wait`,
  `eksctl create nodegroup -f ${FILE} --include workers`,
  `eksctl delete nodegroup ${NAMED} --name workers-next`,
];
const admin = 'arn:aws:iam::111122223333:role/a';
const from = ['203.0.113.10/32'];

// Only the commands for the cluster: what manifests, policies and helm take has tests of its own.
function commands(before: Overrides, after: Overrides): string[] {
  const { steps } = diffCluster('sock-shop', treeOf(before), treeOf(after));
  return steps
    .map(({ command }) => command)
    .filter((command) => !/^(kubectl|helm|aws iam) /.test(command));
}

describe('the commands that a change of the cluster file takes', () => {
  test.each<[string, Overrides, Overrides, string[]]>([
    [
      'numbers of nodes',
      {},
      { nodes: { min: 1, max: 6 } },
      [`eksctl scale nodegroup ${NAMED} --name workers --nodes-min 1 --nodes-max 6`],
    ],
    ['instance type', {}, { nodes: { instanceType: 'm7i.large' } }, REPLACE],
    ['volume size', {}, { nodes: { volumeSize: 80 } }, REPLACE],
    ['spot', {}, { nodes: { spot: true } }, REPLACE],
    [
      'the first learner',
      {},
      { learners: [learner('ada')] },
      [`eksctl create accessentry -f ${FILE}`],
    ],
    [
      'several at once: the group is made once',
      {},
      { nodes: { spot: true, volumeSize: 80, max: 9, labels: { a: 'b' } } },
      REPLACE,
    ],
    [
      'a new label',
      {},
      { nodes: { labels: { team: 'a' } } },
      [`eksctl set labels ${NAMED} --nodegroup workers --labels team=a`],
    ],
    [
      'a label that goes',
      { nodes: { labels: { team: 'a' } } },
      {},
      [`eksctl unset labels ${NAMED} --nodegroup workers --labels team`],
    ],
    [
      'who may reach it',
      {},
      { access: { from: ['198.51.100.0/24'] } },
      [`eksctl utils update-cluster-vpc-config -f ${FILE} --approve`],
    ],
    [
      'the first admin',
      {},
      { access: { from, admins: [admin] } },
      [`eksctl create accessentry -f ${FILE}`],
    ],
    [
      'a further admin',
      { access: { from, admins: [`${admin}1`] } },
      { access: { from, admins: [`${admin}1`, `${admin}2`] } },
      [piped('create accessentry', `"accessEntries":\\[\\{"principalARN":"${admin}2"`)],
    ],
    [
      'an admin who goes',
      { access: { from, admins: [admin] } },
      {},
      [`eksctl delete accessentry ${NAMED} --principal-arn ${admin}`],
    ],
    [
      'log types',
      {},
      { logs: { types: ['audit'] } },
      [`eksctl utils update-cluster-logging -f ${FILE} --approve`],
    ],
    [
      'no logs',
      {},
      { logs: { types: [] } },
      [`eksctl utils update-cluster-logging ${NAMED} --disable-types all --approve`],
    ],
    [
      'log retention alone',
      {},
      { logs: { retentionDays: 30 } },
      [
        'aws logs put-retention-policy --region us-west-2 --log-group-name /aws/eks/sock-shop/cluster --retention-in-days 30',
      ],
    ],
    [
      'log retention with the types',
      {},
      { logs: { retentionDays: 30, types: ['audit'] } },
      [`eksctl utils update-cluster-logging -f ${FILE} --approve`],
    ],
    [
      'the support policy',
      {},
      { support: 'extended' },
      [
        'aws eks update-cluster-config --name sock-shop --region us-west-2 --upgrade-policy supportType=EXTENDED',
      ],
    ],
    [
      'a new addon',
      {},
      { addons: [{ name: 'snapshot-controller' }] },
      [`eksctl create addon -f ${FILE}`],
    ],
    [
      'an addon that goes',
      { addons: [{ name: 'snapshot-controller' }] },
      {},
      [`eksctl delete addon ${NAMED} --name snapshot-controller`],
    ],
    [
      "an addon's version",
      { addons: [{ name: 'snapshot-controller' }] },
      { addons: [{ name: 'snapshot-controller', version: 'default' }] },
      [`eksctl update addon -f ${FILE}`],
    ],
    [
      'a role more',
      {},
      { ingress: { controller: 'alb' } },
      [
        `eksctl create iamserviceaccount -f ${FILE} --include kube-system/aws-load-balancer-controller --approve`,
      ],
    ],
    [
      'a role less',
      { ingress: { controller: 'alb' } },
      {},
      [
        `eksctl delete iamserviceaccount ${NAMED} --namespace kube-system --name aws-load-balancer-controller`,
      ],
    ],
    ['another region', {}, { region: 'eu-west-1' }, RECREATE],
    ['another network', {}, { network: 'private' }, RECREATE],
    ['another VPC range', {}, { vpc: { cidr: '10.0.0.0/16' } }, RECREATE],
    [
      'other zones',
      { availabilityZones: ['us-west-2a', 'us-west-2b'] },
      { availabilityZones: ['us-west-2a', 'us-west-2c'] },
      RECREATE,
    ],
    ["the cluster's own role", {}, { roles: { cluster: admin } }, RECREATE],
    ['an older minor', { kubernetes: previousKubernetes }, { kubernetes: older }, RECREATE],
  ])('%s', (_, before, after, expected) => {
    expect(commands(before, after)).toEqual(expected);
  });

  test('a newer minor: the control plane step by step, its nodes, then the addons', () => {
    const steps = commands({ kubernetes: older }, { kubernetes: defaultKubernetes });
    expect(steps.slice(0, 4)).toEqual([
      `eksctl upgrade cluster --name sock-shop --region us-west-2 --version ${previousKubernetes} --approve`,
      `eksctl upgrade nodegroup ${NAMED} --name workers --kubernetes-version ${previousKubernetes}`,
      `eksctl upgrade cluster --name sock-shop --region us-west-2 --version ${defaultKubernetes} --approve`,
      `eksctl upgrade nodegroup ${NAMED} --name workers --kubernetes-version ${defaultKubernetes}`,
    ]);
    expect(steps.slice(4)).toEqual([
      ...['vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'].map(
        (name) => `eksctl update addon ${NAMED} --name ${name} --version latest`,
      ),
      `eksctl update addon -f ${FILE}`,
    ]);
  });

  test('tags: the cluster, the group and its Auto Scaling group', () => {
    const steps = commands({}, { tags: { team: 'o x' } });
    expect(steps).toHaveLength(3);
    expect(steps.join('\n')).toContain(`--tags '{"team":"o x"}'`);
    expect(steps.join('\n')).toContain('aws autoscaling create-or-update-tags');
    expect(commands({ expires: '2027-01-01' }, {}).join('\n')).toContain(
      'aws autoscaling delete-tags',
    );
  });

  test('storage that stays: zones to look at, a group in one zone, and the driver', () => {
    const steps = commands({}, { sockShop: { storage: 'persistent' } });
    expect(steps[0]).toContain('aws ec2 describe-subnets');
    expect(steps.slice(1)).toEqual([...REPLACE, `eksctl create addon -f ${FILE}`]);
  });
});

describe('the commands that a change of any ClusterConfig takes', () => {
  test.each<[string, Fields, Fields, string[] | 'new cluster']>([
    [
      'a new group',
      { managedNodeGroups: [] },
      { managedNodeGroups: [{ name: 'b' }] },
      ['eksctl create nodegroup -f f.yaml --include b'],
    ],
    [
      'a group that goes',
      { managedNodeGroups: [{ name: 'b' }] },
      { managedNodeGroups: [] },
      ['eksctl delete nodegroup --cluster c --region r --name b'],
    ],
    [
      'how nodes are updated',
      { managedNodeGroups: [{ name: 'b' }] },
      { managedNodeGroups: [{ name: 'b', updateConfig: { maxUnavailable: 2 } }] },
      ['eksctl update nodegroup -f f.yaml'],
    ],
    [
      'a release',
      { managedNodeGroups: [{ name: 'b', releaseVersion: '1' }] },
      { managedNodeGroups: [{ name: 'b', releaseVersion: '2' }] },
      ['eksctl upgrade nodegroup --cluster c --region r --name b --release-version 2'],
    ],
    [
      'taints',
      { managedNodeGroups: [{ name: 'b' }] },
      {
        managedNodeGroups: [
          { name: 'b', taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] },
        ],
      },
      [
        `aws eks update-nodegroup-config --cluster-name c --region r --nodegroup-name b --taints '{"addOrUpdateTaints":[{"key":"k","value":"v","effect":"NO_SCHEDULE"}]}'`,
      ],
    ],
    [
      'an AMI family',
      { managedNodeGroups: [{ name: 'b', amiFamily: 'x' }] },
      { managedNodeGroups: [{ name: 'b', amiFamily: 'y' }] },
      expect.arrayContaining([
        'eksctl delete nodegroup --cluster c --region r --name b --wait',
      ]) as unknown as string[],
    ],
    [
      "another version of one's own template",
      { managedNodeGroups: [{ name: 'b', launchTemplate: { id: 'lt-1', version: '1' } }] },
      { managedNodeGroups: [{ name: 'b', launchTemplate: { id: 'lt-1', version: '2' } }] },
      ['eksctl upgrade nodegroup --cluster c --region r --name b --launch-template-version 2'],
    ],
    [
      "the template's default version",
      { managedNodeGroups: [{ name: 'b', launchTemplate: { id: 'lt-1', version: '1' } }] },
      { managedNodeGroups: [{ name: 'b', launchTemplate: { id: 'lt-1' } }] },
      [
        'aws eks update-nodegroup-version --cluster-name c --region r --nodegroup-name b --launch-template id=lt-1',
      ],
    ],
    [
      'no template any more',
      { managedNodeGroups: [{ name: 'b', launchTemplate: { id: 'lt-1', version: '1' } }] },
      { managedNodeGroups: [{ name: 'b' }] },
      expect.arrayContaining([
        'eksctl delete nodegroup --cluster c --region r --name b --wait',
      ]) as unknown as string[],
    ],
    [
      'policies of a role',
      {
        iam: {
          serviceAccounts: [{ metadata: { name: 'a', namespace: 'n' }, attachPolicyARNs: ['x'] }],
        },
      },
      {
        iam: {
          serviceAccounts: [{ metadata: { name: 'a', namespace: 'n' }, attachPolicyARNs: ['y'] }],
        },
      },
      ['eksctl update iamserviceaccount -f f.yaml --include n/a --approve'],
    ],
    [
      'the name of a role',
      { iam: { serviceAccounts: [{ metadata: { name: 'a', namespace: 'n' }, roleName: 'x' }] } },
      { iam: { serviceAccounts: [{ metadata: { name: 'a', namespace: 'n' }, roleName: 'y' }] } },
      expect.arrayContaining([
        'eksctl delete iamserviceaccount --cluster c --region r --namespace n --name a --wait',
        'eksctl create iamserviceaccount -f f.yaml --include n/a --approve --override-existing-serviceaccounts',
      ]) as unknown as string[],
    ],
    [
      'OIDC',
      { iam: {} },
      { iam: { withOIDC: true } },
      ['eksctl utils associate-iam-oidc-provider -f f.yaml --approve'],
    ],
    [
      'the way in',
      { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
      { accessConfig: { authenticationMode: 'API' } },
      ['API_AND_CONFIG_MAP', 'API'].map(
        (mode) =>
          `eksctl utils update-authentication-mode --cluster c --region r --authentication-mode ${mode}`,
      ),
    ],
    [
      'the way back',
      { accessConfig: { authenticationMode: 'API' } },
      { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
      'new cluster',
    ],
    [
      'a key for Secrets',
      {},
      { secretsEncryption: { keyARN: 'x' } },
      ['eksctl utils enable-secrets-encryption -f f.yaml --approve'],
    ],
    [
      'another key for Secrets',
      { secretsEncryption: { keyARN: 'x' } },
      { secretsEncryption: { keyARN: 'y' } },
      'new cluster',
    ],
    [
      'zonal shift',
      {},
      { zonalShiftConfig: { enabled: true } },
      ['eksctl utils update-zonal-shift-config -f f.yaml'],
    ],
    [
      'Auto Mode',
      { autoModeConfig: { enabled: false } },
      { autoModeConfig: { enabled: true } },
      ['eksctl update auto-mode-config -f f.yaml'],
    ],
    [
      'a key that no command changes',
      {},
      { outpost: { controlPlaneOutpostARN: 'x' } },
      'new cluster',
    ],
    [
      'the order of addons',
      { addons: [{ name: 'a' }, { name: 'b' }] },
      { addons: [{ name: 'b' }, { name: 'a' }] },
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    const { steps, newCluster } = eksctlChange(before, after);
    if (expected === 'new cluster') expect(newCluster).not.toEqual([]);
    else expect(steps).toEqual(expected);
  });

  test('makes a node group anew that gave its role to pods', () => {
    const now = treeOf();
    const before = new Map(now);
    const text = before.get('eksctl/cluster.yaml') ?? '';
    before.set('eksctl/cluster.yaml', text.replace('    disablePodIMDS: true\n', ''));
    const { steps } = diffCluster('sock-shop', before, now);
    expect(steps.map(({ command }) => command)).toEqual(REPLACE);
  });

  test('addresses the cluster that is there, not the one that is to be', () => {
    const [first] = commands({}, { region: 'eu-west-1' });
    expect(first).toContain('--region us-west-2');
  });
});
