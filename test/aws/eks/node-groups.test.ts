import { expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { nodeGroupNames, nodeGroupsOf } from '../../../aws/node-groups.ts';

const eks = {
  paginateListNodegroups: () => [{ nodegroups: ['workers', 'gpu'] }, { nodegroups: ['more'] }],
  describeNodegroup: ({ nodegroupName }: { nodegroupName: string }) =>
    Promise.resolve({ nodegroup: { nodegroupName, status: 'ACTIVE' } }),
};
const aws = { eks: () => Promise.resolve(eks) } as unknown as Aws;

test('node groups come from every page, by name', async () => {
  expect(await nodeGroupNames(aws, 'shop')).toEqual(['gpu', 'more', 'workers']);
  expect(await nodeGroupsOf(aws, 'shop')).toEqual(
    ['gpu', 'more', 'workers'].map((nodegroupName) => ({ nodegroupName, status: 'ACTIVE' })),
  );
});
