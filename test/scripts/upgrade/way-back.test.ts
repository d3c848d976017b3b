import type { Update } from '@aws-sdk/client-eks';
import { expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { wayBack } from '../../../scripts/upgrade/way-back.ts';

const upgrade = (version: string, day: string, more: Partial<Update> = {}): Update => ({
  type: 'VersionUpdate',
  status: 'Successful',
  params: [{ type: 'Version', value: version }],
  createdAt: new Date(`${day}T12:00:00Z`),
  ...more,
});

function told(updates: readonly Update[], now: string) {
  const eks = {
    paginateListUpdates: () => [{ updateIds: updates.map((_, index) => String(index)) }],
    describeUpdate: ({ updateId }: { updateId: string }) =>
      Promise.resolve({ update: updates[Number(updateId)] }),
  };
  const aws = { eks: () => Promise.resolve(eks) } as unknown as Aws;
  return wayBack(aws, { name: 'shop', version: '1.36' }, Date.parse(now));
}

test('seven days from the last upgrade to the version that runs', async () => {
  const updates = [
    upgrade('1.36', '2026-11-01'),
    upgrade('1.35', '2026-11-10', { type: 'VersionRollback' }),
    upgrade('1.36', '2026-11-20'),
    upgrade('1.36', '2026-11-24', { status: 'Failed' }),
    { type: 'EndpointAccessUpdate', status: 'Successful' } as const,
  ];
  expect(await told(updates, '2026-11-27T11:00:00Z')).toEqual({ is: 'open', until: '2026-11-27' });
  expect(await told(updates, '2026-11-27T13:00:00Z')).toEqual({
    is: 'closed',
    why: 'shop was upgraded to 1.36 on 2026-11-20, and EKS took it back until 2026-11-27',
  });
});

test('a control plane that was made with its version does not go back', async () => {
  expect(await told([upgrade('1.35', '2026-11-20')], '2026-11-21T00:00:00Z')).toMatchObject({
    is: 'closed',
    why: expect.stringContaining('EKS knows of no upgrade of shop to 1.36'),
  });
});
