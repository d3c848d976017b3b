import { expect, test } from '@jest/globals';
import type { EKS } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { clusterConfig } from '../../../eksctl/cluster-config.ts';
import { missingAccess } from '../../../scripts/up/access.ts';
import type { AccessEntry } from '../../../aws/access/access-entry.ts';
import { learner } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';

const admin = 'arn:aws:iam::123456789012:user/ada';
const grace = learner('grace');
const policy = 'AmazonEKSClusterAdminPolicy';
const policyArn = `arn:aws:eks::aws:cluster-access-policy/${policy}`;
const config = configOf({
  access: { from: ['198.51.100.7/32'], admins: [admin] },
  learners: [grace],
});
const wanted = clusterConfig(config).accessConfig?.accessEntries ?? [];
const base = 'sock-shop --region us-west-2 --principal-arn';
const adminEntry = entry(admin, { policies: [policy] });
const graceEntry = entry(grace.principal, { groups: ['learner-grace'] });

test('entries that are whole are left alone, whatever they have besides', () => {
  const more = {
    ...graceEntry,
    groups: ['learner-grace', 'others'],
    policies: ['AmazonEKSViewPolicy'],
  };
  expect(missingAccess(config, wanted, [adminEntry, more, entry('somebody')])).toEqual([]);
});

test('new entries come with their policies, scopes, types and groups', async () => {
  expect(await made([])).toEqual({
    commands: [
      `aws eks create-access-entry --cluster-name ${base} ${admin}`,
      `aws eks associate-access-policy --cluster-name ${base} ${admin} --policy-arn ${policyArn} --access-scope type=cluster`,
      `aws eks create-access-entry --cluster-name ${base} ${grace.principal} --type STANDARD --kubernetes-groups learner-grace`,
    ],
    asked: [
      ['createAccessEntry', { principalArn: admin }],
      [
        'associateAccessPolicy',
        { principalArn: admin, policyArn, accessScope: { type: 'cluster' } },
      ],
      [
        'createAccessEntry',
        { principalArn: grace.principal, type: 'STANDARD', kubernetesGroups: ['learner-grace'] },
      ],
    ],
  });
});

test('entries that are half-made are completed', async () => {
  const others = entry(grace.principal, { groups: ['others'] });
  expect(await made([entry(admin), others])).toEqual({
    commands: [
      `aws eks associate-access-policy --cluster-name ${base} ${admin} --policy-arn ${policyArn} --access-scope type=cluster`,
      `aws eks update-access-entry --cluster-name ${base} ${grace.principal} --kubernetes-groups others learner-grace`,
    ],
    asked: [
      [
        'associateAccessPolicy',
        { principalArn: admin, policyArn, accessScope: { type: 'cluster' } },
      ],
      [
        'updateAccessEntry',
        { principalArn: grace.principal, kubernetesGroups: ['others', 'learner-grace'] },
      ],
    ],
  });
});

test('a policy that holds in some namespaces alone is given for the cluster', async () => {
  const narrow = entry(admin, { policies: [`${policy} in sock-shop`] });
  const { asked } = await made([narrow, graceEntry]);
  expect(asked).toEqual([
    ['associateAccessPolicy', { principalArn: admin, policyArn, accessScope: { type: 'cluster' } }],
  ]);
});

test('a scope of namespaces reaches EKS as it is', () => {
  const scope = { type: 'namespace' as const, namespaces: ['a', 'b'] };
  const entries = [
    { principalARN: admin, accessPolicies: [{ policyARN: policyArn, accessScope: scope }] },
  ];
  const narrow = entry(admin, { policies: [`${policy} in a, b`] });
  expect(missingAccess(config, entries, [narrow])).toEqual([]);
  expect(missingAccess(config, entries, [adminEntry])[0]?.commands).toEqual([
    `aws eks associate-access-policy --cluster-name ${base} ${admin} --policy-arn ${policyArn} --access-scope type=namespace,namespaces=a,b`,
  ]);
});

async function made(there: readonly AccessEntry[]) {
  const asked: [string, object][] = [];
  const ask = (name: string) => (input: { clusterName: string }) => {
    const { clusterName, ...rest } = input;
    expect(clusterName).toBe('sock-shop');
    asked.push([name, rest]);
  };
  const calls = ['createAccessEntry', 'updateAccessEntry', 'associateAccessPolicy'];
  const eks = Object.fromEntries(calls.map((name) => [name, ask(name)])) as unknown as EKS;
  const [part] = missingAccess(config, wanted, there);
  await part?.make({ eks: async () => eks } as Aws);
  return { commands: part?.commands, asked };
}

function entry(
  principal: string,
  more: Partial<Pick<AccessEntry, 'groups' | 'policies'>> = {},
): AccessEntry {
  return { principal, type: 'STANDARD', groups: [], policies: [], ...more };
}
