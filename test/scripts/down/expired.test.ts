import { expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { expiredClusters } from '../../../scripts/down/expired.ts';

const TODAY = '2026-11-22';
const PAST = '2026-11-01';
const COMING = '2026-12-01';

type Tags = Readonly<Record<string, string>>;
const project = (cluster: string) => ({ project: 'eks-sock-shop', cluster });

// Clusters by their names, and the tags of stacks.
function awsWith(clusters: Readonly<Record<string, Tags>>, stacks: readonly Tags[]): Aws {
  const eks = {
    paginateListClusters: () => [{ clusters: Object.keys(clusters) }],
    describeCluster: ({ name }: { name: string }) =>
      Promise.resolve({ cluster: { name, status: 'ACTIVE', tags: clusters[name] } }),
  };
  const Stacks = stacks.map((tags, index) => ({
    StackName: `s${index}`,
    StackStatus: 'CREATE_COMPLETE',
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  }));
  const cloudformation = { paginateDescribeStacks: () => [{ Stacks }] };
  return {
    eks: () => Promise.resolve(eks),
    cloudformation: () => Promise.resolve(cloudformation),
  } as unknown as Aws;
}

const stackOf = (name: string, expires: string, more: Tags = project(name)) => ({
  'alpha.eksctl.io/cluster-name': name,
  ...more,
  expires,
});

test.each<[string, Readonly<Record<string, Tags>>, readonly Tags[], readonly string[]]>([
  ['a cluster past its day', { a: { ...project('a'), expires: PAST } }, [], ['a']],
  ['a cluster before its day', { a: { ...project('a'), expires: COMING } }, [], []],
  ['a cluster without a day', { a: project('a') }, [stackOf('a', PAST)], []],
  [
    'a cluster whose day was put off, with the stacks that it was made with',
    { a: { ...project('a'), expires: COMING } },
    [stackOf('a', PAST)],
    [],
  ],
  [
    'what has the tags of another cluster',
    { a: { ...project('b'), expires: PAST } },
    [stackOf('c', PAST, project('d'))],
    [],
  ],
  ["another project's", { a: { expires: PAST } }, [stackOf('b', PAST, {})], []],
  [
    'stacks alone, of eksctl and of this project',
    { a: { ...project('a'), expires: COMING } },
    [stackOf('c', PAST), { ...project('b'), expires: PAST }, stackOf('d', COMING)],
    ['b', 'c'],
  ],
])('%s', async (_, clusters, stacks, names) => {
  const expired = await expiredClusters(awsWith(clusters, stacks), TODAY);
  expect(expired).toEqual(names.map((name) => ({ name, expires: PAST })));
});
