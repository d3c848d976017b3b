import { expect, test } from '@jest/globals';
import { synthesize } from '../../synthesize.ts';
import type { Made } from '../../up/made.ts';
import { missingParts } from '../../up/missing.ts';
import { configOf } from '../support/configs.ts';

const admin = 'arn:aws:iam::123456789012:user/ada';
const output = synthesize(configOf({ access: { from: ['198.51.100.7/32'], admins: [admin] } }));
const file = 'dist/sock-shop/eksctl/cluster.yaml';
const stack = 'eksctl-sock-shop-addon-iamserviceaccount-kube-system-cluster-autoscaler';
const whole: Made = {
  stacks: [{ name: stack, status: 'CREATE_COMPLETE', tags: new Map() }],
  nodeGroups: ['workers', 'others'],
  addons: ['vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'],
  principals: [admin],
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
    { principals: [] },
    `aws eks create-access-entry --cluster-name sock-shop --region us-west-2 --principal-arn ${admin}`,
  ],
])('%j is made by its own call', (lack, command) => {
  expect(missingParts(output, file, { ...whole, ...lack }).map((one) => one.command)).toEqual([
    command,
  ]);
});

test('all of it comes in the order in which eksctl makes it', () => {
  const none: Made = { stacks: [], nodeGroups: [], addons: [], principals: [], hasProvider: false };
  expect(missingParts(output, file, none).map(({ what }) => what)).toEqual([
    'the OIDC provider, by which ServiceAccounts take roles',
    'the addons vpc-cni, coredns, kube-proxy, metrics-server',
    'the roles of the ServiceAccounts cluster-autoscaler',
    'the node group workers',
    `the access of ${admin}`,
  ]);
});
