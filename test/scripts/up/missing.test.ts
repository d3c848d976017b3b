import { expect, test } from '@jest/globals';
import { synthesize } from '../../../synth/synthesize.ts';
import type { Made } from '../../../scripts/up/made.ts';
import { missingParts } from '../../../scripts/up/missing.ts';
import { configOf } from '../../support/configs.ts';

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
const whole: Made = {
  stacks: [{ name: stack, status: 'CREATE_COMPLETE', tags: new Map() }],
  nodeGroups: ['workers', 'others'],
  addons: ['vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'],
  entries: [entry(['AmazonEKSClusterAdminPolicy'])],
  hasProvider: true,
};

test('what is whole lacks nothing', () => {
  expect(missingParts(output, file, whole)).toEqual([]);
});

test.each<[Partial<Made>, string]>([
  [{ hasProvider: false }, `eksctl utils associate-iam-oidc-provider -f ${file} --approve`],
  [{ addons: ['vpc-cni'] }, `eksctl create addon -f ${file}`],
  [{ stacks: [] }, `eksctl create iamserviceaccount -f ${file} --approve`],
  [{ nodeGroups: ['others'] }, `eksctl create nodegroup -f ${file}`],
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
  const none: Made = { stacks: [], nodeGroups: [], addons: [], entries: [], hasProvider: false };
  expect(missingParts(output, file, none).map(({ what }) => what)).toEqual([
    'the OIDC provider, by which ServiceAccounts take roles',
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
