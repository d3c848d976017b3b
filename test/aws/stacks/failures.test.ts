import { expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { eventIds, firstFailure } from '../../../aws/stacks/failures.ts';
import { readStack } from '../../../scripts/status/stack.ts';

const event = (EventId: string, ResourceStatus: string, ResourceStatusReason?: string) => ({
  EventId,
  ResourceStatus,
  ResourceStatusReason,
  LogicalResourceId: `Resource${EventId}`,
  ResourceType: 'AWS::EC2::VPC',
});

// The newest first, as CloudFormation tells them.
const pages = [
  {
    StackEvents: [
      event('6', 'DELETE_FAILED', 'still in use'),
      event('5', 'UPDATE_FAILED', 'Resource update cancelled'),
      event('4', 'UPDATE_FAILED', 'too big'),
    ],
  },
  {
    StackEvents: [
      event('3', 'CREATE_FAILED'),
      event('2', 'CREATE_FAILED', 'Resource creation cancelled'),
      event('1', 'CREATE_COMPLETE'),
    ],
  },
];

const asked: unknown[] = [];
const awsWith = (events: typeof pages) =>
  ({
    cloudformation: () =>
      Promise.resolve({
        describeStacks: (input: unknown) => {
          asked.push(input);
          return Promise.resolve({ Stacks: [{ StackStatus: 'UPDATE_ROLLBACK_FAILED' }] });
        },
        paginateDescribeStackEvents: () => events,
      }),
  }) as unknown as Aws;

test('what failed first, on whichever page it stands, is not what was cancelled for it', async () => {
  expect(await firstFailure(awsWith(pages), 's')).toMatchObject({
    resource: 'Resource3',
    type: 'AWS::EC2::VPC',
    reason: 'without a reason',
  });
});

test('what was there before is left out', async () => {
  const before = await eventIds(awsWith(pages.slice(1)), 's');
  expect([...before]).toEqual(['3', '2', '1']);
  expect(await firstFailure(awsWith(pages), 's', before)).toMatchObject({
    resource: 'Resource4',
    reason: 'too big',
  });
  expect(await firstFailure(awsWith(pages), 's', await eventIds(awsWith(pages), 's'))).toBe(
    undefined,
  );
});

test("status tells an update's failure of eksctl's stack, too", async () => {
  expect(await readStack(awsWith(pages.slice(0, 1)), 'shop')).toEqual({
    name: 'eksctl-shop-cluster',
    status: 'UPDATE_ROLLBACK_FAILED',
    reason: 'Resource4: too big',
  });
  expect(asked).toEqual([{ StackName: 'eksctl-shop-cluster' }]);
});
