import { expect, test } from '@jest/globals';
import { policiesAllow, type Wanted } from '../../../scripts/practice/cluster/access-policies.ts';
import { entryOf, kubernetesUser } from '../../../scripts/practice/cluster/entry.ts';
import type { WishedEntry } from '../../../scripts/practice/cluster/wished.ts';

const entry = (principalArn: string, more: Partial<WishedEntry> = {}): WishedEntry => ({
  principalArn,
  groups: [],
  type: 'STANDARD',
  policies: [],
  ...more,
});
const entries = [
  entry('arn:aws:iam::000000000000:user/practice'),
  entry('arn:aws:iam::000000000000:role/class/learner', {
    username: 'learner:{{SessionName}}',
    groups: ['class'],
  }),
];

test.each([
  ['arn:aws:iam::000000000000:user/practice', 0],
  ['arn:aws:sts::000000000000:assumed-role/learner/anna@example.com', 1],
  ['arn:aws:sts::000000000000:assumed-role/practice/anna', undefined],
  ['arn:aws:iam::000000000000:user/learner', undefined],
])('the access entry of %s', (arn, index) => {
  expect(entryOf(arn, entries)).toBe(index === undefined ? undefined : entries[index]);
});

test('Kubernetes knows a caller by what their entry says', () => {
  const arn = 'arn:aws:sts::000000000000:assumed-role/learner/anna@example.com';
  const user = kubernetesUser({ arn, userId: 'AROA:anna', accessKeyId: 'ASIA' }, entries[1]!);
  expect(user.username).toBe('learner:anna-example.com');
  expect(user.groups).toEqual(['class']);
});

const view = {
  rules: [{ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods', 'pods/log'] }],
};
const api = async (_method: string, path: string) => ({
  status: 200,
  body: path.endsWith('/clusterroles/view') ? view : {},
});
const granted = (policy: string, ...namespaces: string[]) => [
  {
    arn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
    scope: {
      type: namespaces.length > 0 ? ('namespace' as const) : ('cluster' as const),
      namespaces,
    },
  },
];
const readPods: Wanted = { verb: 'list', namespace: 'dev-bc-svc', group: '', resource: 'pods' };

test.each<[string, string[], Wanted, boolean]>([
  ['AmazonEKSClusterAdminPolicy', [], { verb: 'get', path: '/healthz' }, true],
  [
    'AmazonEKSClusterAdminPolicy',
    [],
    { verb: 'delete', group: 'apps', resource: 'deployments' },
    true,
  ],
  ['AmazonEKSAdminViewPolicy', [], { ...readPods, resource: 'secrets' }, true],
  ['AmazonEKSAdminViewPolicy', [], { ...readPods, verb: 'delete' }, false],
  ['AmazonEKSSecretReaderPolicy', ['dev-*'], { ...readPods, resource: 'secrets' }, true],
  ['AmazonEKSSecretReaderPolicy', [], readPods, false],
  ['AmazonEKSViewPolicy', [], readPods, true],
  ['AmazonEKSViewPolicy', [], { ...readPods, resource: 'pods/exec', verb: 'create' }, false],
  ['AmazonEKSViewPolicy', ['dev-*'], readPods, true],
  ['AmazonEKSViewPolicy', ['dev'], readPods, false],
  ['AmazonEKSViewPolicy', ['dev-bc-svc'], { ...readPods, namespace: undefined }, false],
  ['AmazonEKSNobodyKnows', [], readPods, false],
])('%s in %j', async (policy, namespaces, wanted, allowed) => {
  expect(await policiesAllow(granted(policy, ...namespaces), wanted, api)).toBe(allowed);
});
