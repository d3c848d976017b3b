import { expect, test } from '@jest/globals';
import { type Claimed, ownerOf } from '../../../scripts/down/owner.ts';

const claimed = { name: 'sock-shop', region: 'us-west-2' };
const cluster = (tags: Record<string, string>) => ({
  arn: 'arn:aws:eks:us-west-2:123456789012:cluster/sock-shop',
  tags,
});
const stack = (part: string, tags: Record<string, string>) => ({
  name: `eksctl-sock-shop-${part}`,
  status: 'ROLLBACK_COMPLETE',
  tags: new Map(Object.entries(tags)),
});
const project = { project: 'eks-sock-shop', cluster: 'sock-shop' };
const ours = { ...project, owner: 'ana' };
const others = { project: 'something-else', owner: 'ana' };

test.each<[string, Claimed, ReturnType<typeof stack>[], string | undefined]>([
  ['a cluster', { ...claimed, cluster: cluster(ours) }, [], 'ana'],
  [
    'a cluster of the file’s owner',
    { ...claimed, owner: 'ana', cluster: cluster(ours) },
    [],
    'ana',
  ],
  [
    'a cluster without an owner',
    { ...claimed, owner: 'ana', cluster: cluster(project) },
    [],
    undefined,
  ],
  [
    'a cluster, whatever its stacks say',
    { ...claimed, cluster: cluster(ours) },
    [stack('cluster', {})],
    'ana',
  ],
  ['stacks alone', { ...claimed, owner: 'ana' }, [stack('cluster', ours)], 'ana'],
  [
    'stacks of which the whole cluster is one',
    claimed,
    [stack('addon-vpc-cni', { ...project, owner: 'ben' }), stack('cluster', ours)],
    'ana',
  ],
  ['roles alone', claimed, [stack('addon-vpc-cni', ours)], 'ana'],
  ['nothing that has tags', { ...claimed, owner: 'ana' }, [], undefined],
])('%s may go', (_, doomed, stacks, owner) => {
  expect(ownerOf(doomed, stacks)).toBe(owner);
});

test.each<[string, Claimed, ReturnType<typeof stack>[], string]>([
  [
    'a cluster of no project',
    { ...claimed, cluster: cluster({}) },
    [stack('cluster', ours)],
    'there is a cluster sock-shop in us-west-2 that was not made from a cluster file of this project',
  ],
  [
    'a cluster of another project',
    { ...claimed, owner: 'ana', cluster: cluster(others) },
    [],
    'it has no tag project=eks-sock-shop',
  ],
  [
    "a colleague's cluster",
    { ...claimed, owner: 'ben', cluster: cluster(ours) },
    [],
    'sock-shop in us-west-2 belongs to ana, not to ben',
  ],
  [
    'a cluster with the tags of another',
    { ...claimed, cluster: cluster({ ...ours, cluster: 'sock-shop-2' }) },
    [],
    'its tag cluster is sock-shop-2',
  ],
  [
    "a colleague's stacks",
    { ...claimed, owner: 'ben' },
    [stack('cluster', ours)],
    'sock-shop in us-west-2 belongs to ana, not to ben',
  ],
])('%s is refused', (_, doomed, stacks, message) => {
  expect(() => ownerOf(doomed, stacks)).toThrow(message);
});
