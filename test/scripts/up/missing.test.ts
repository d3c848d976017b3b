import { expect, test } from '@jest/globals';
import { synthesize } from '../../../synth/synthesize.ts';
import type { Made } from '../../../scripts/up/made.ts';
import { missingParts } from '../../../scripts/up/missing.ts';
import { configOf } from '../../support/configs.ts';
import { nothingMade } from './support/nothing-made.ts';

const admin = 'arn:aws:iam::123456789012:user/ada';
const output = synthesize(configOf({ access: { from: ['198.51.100.7/32'], admins: [admin] } }));
const file = 'dist/sock-shop/eksctl/cluster.yaml';
const stack = 'eksctl-sock-shop-addon-iamserviceaccount-kube-system-cluster-autoscaler';
const entry = (policies: string[]) => ({
  principal: admin,
  type: 'STANDARD',
  groups: [],
  policies,
});
const role = 'arn:aws:iam::123456789012:role/eksctl-sock-shop-addon-vpc-cni-Role1';
const addons = (...names: string[]) =>
  names.map((name) => ({ name, ...(name === 'vpc-cni' && { role }) }));
const tags = {
  project: 'eks-sock-shop',
  cluster: 'sock-shop',
  owner: 'dev',
  'k8s.io/cluster-autoscaler/enabled': 'true',
  'k8s.io/cluster-autoscaler/sock-shop': 'owned',
};
const group = (more: Record<string, string>) => ({
  name: 'eks-workers-1',
  tags: new Map(Object.entries({ ...tags, ...more })),
});
const whole: Made = {
  stacks: [{ name: stack, status: 'CREATE_COMPLETE', tags: new Map() }],
  nodeGroups: ['workers', 'others'],
  addons: addons('vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'),
  scalingGroups: [group({})],
  retention: 7,
  entries: [entry(['AmazonEKSClusterAdminPolicy'])],
  hasProvider: true,
};

test('what is whole lacks nothing', () => {
  expect(missingParts(output, file, whole)).toEqual([]);
});

test.each<[Partial<Made>, string]>([
  [{ hasProvider: false }, `eksctl utils associate-iam-oidc-provider -f ${file} --approve`],
  [{ addons: addons('vpc-cni') }, `eksctl create addon -f ${file}`],
  [
    { stacks: [] },
    `eksctl create iamserviceaccount -f ${file} --override-existing-serviceaccounts --approve`,
  ],
  [{ nodeGroups: ['others'] }, `eksctl create nodegroup -f ${file}`],
  [
    { scalingGroups: [group({ owner: 'somebody' })] },
    'aws autoscaling create-or-update-tags --region us-west-2 --tags ResourceId=eks-workers-1,ResourceType=auto-scaling-group,Key=owner,Value=dev,PropagateAtLaunch=false',
  ],
  [
    { retention: 'for ever' },
    'aws logs put-retention-policy --region us-west-2 --log-group-name /aws/eks/sock-shop/cluster --retention-in-days 7',
  ],
  [
    { addons: whole.addons.map(({ name }) => ({ name })) },
    'eksctl update addon -f roles.yaml --wait   # the ClusterConfig with only vpc-cni, and the policies',
  ],
  [
    { entries: [entry([])] },
    `aws eks associate-access-policy --cluster-name sock-shop --region us-west-2 --principal-arn ${admin} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy --access-scope type=cluster`,
  ],
])('%j is made by its own call', (lack, command) => {
  expect(missingParts(output, file, { ...whole, ...lack }).flatMap((one) => one.commands)).toEqual([
    command,
  ]);
});

test('all of it comes in the order in which eksctl makes it', () => {
  expect(missingParts(output, file, nothingMade).map(({ what }) => what)).toEqual([
    'the OIDC provider, through which ServiceAccounts get roles',
    'the addons vpc-cni, kube-proxy, which nodes wait for',
    'the roles of the ServiceAccounts cluster-autoscaler',
    'the node group workers',
    'the addons coredns, metrics-server',
    `the access of ${admin}`,
  ]);
});

test('before there are nodes, no addon is made that needs them', () => {
  const config = configOf({
    addons: [{ name: 'eks-pod-identity-agent' }, { name: 'cert-manager' }],
  });
  const parts = missingParts(synthesize(config), file, { ...whole, nodeGroups: [], addons: [] });
  expect(parts.slice(0, 1).map(({ what, commands }) => ({ what, commands }))).toEqual([
    {
      what: 'the addons vpc-cni, kube-proxy, eks-pod-identity-agent, which nodes wait for',
      commands: [
        `eksctl create addon -f early.yaml   # ${file} with no other addons than vpc-cni, kube-proxy, eks-pod-identity-agent`,
      ],
    },
  ]);
  expect(parts.map(({ part }) => part)).toEqual(['early addons', 'nodes', 'addons']);
});

test('the network plugin gets its role before nodes come, which would get its policy', () => {
  const lacks = { nodeGroups: [], addons: [{ name: 'vpc-cni' }], retention: 'for ever' } as const;
  expect(missingParts(output, file, { ...whole, ...lacks }).map(({ part }) => part)).toEqual([
    'early addons',
    'addon roles',
    'nodes',
    'addons',
    'log retention',
  ]);
});

test("labels are told to the autoscaler, too; a log group that isn't there yet, and one without an end, are right", () => {
  const labelled = synthesize(
    configOf({ nodes: { labels: { team: 'shop' } }, logs: { types: [] } }),
  );
  const made = { ...whole, retention: 30 };
  expect(missingParts(labelled, file, made).map(({ what }) => what)).toEqual([
    'the tags k8s.io/cluster-autoscaler/node-template/label/team of the Auto Scaling group eks-workers-1',
  ]);
  const { retention: _, ...noLogs } = whole;
  expect(missingParts(output, file, noLogs)).toEqual([]);
});
