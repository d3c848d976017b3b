import type { Aws } from '../aws/clients.ts';
import type { Failure } from '../stacks/failures.ts';

interface StackEvent {
  readonly EventId?: string;
  readonly LogicalResourceId?: string;
  readonly ResourceType?: string;
  readonly ResourceStatus?: string;
  readonly ResourceStatusReason?: string;
}

/** The ids of all that has happened to a stack so far. */
export async function eventIds(aws: Aws, stack: string): Promise<Set<string>> {
  return new Set((await eventsOf(aws, stack)).map(({ EventId = '' }) => EventId));
}

/** What failed first among what has happened since: all after it was only cancelled for its sake. */
export async function newFailure(
  aws: Aws,
  stack: string,
  before: ReadonlySet<string>,
): Promise<Failure | undefined> {
  const failed = (await eventsOf(aws, stack)).filter(
    ({ EventId = '', ResourceStatus = '', ResourceStatusReason = '' }) =>
      !before.has(EventId) &&
      ResourceStatus.endsWith('_FAILED') &&
      !/cancelled/i.test(ResourceStatusReason),
  );
  // CloudFormation tells the newest first.
  const first = failed.at(-1);
  return (
    first && {
      resource: first.LogicalResourceId ?? '',
      type: first.ResourceType ?? '',
      reason: first.ResourceStatusReason ?? 'without a reason',
    }
  );
}

async function eventsOf(aws: Aws, stack: string): Promise<StackEvent[]> {
  const cloudformation = await aws.cloudformation();
  const events: StackEvent[] = [];
  for await (const page of cloudformation.paginateDescribeStackEvents({ StackName: stack })) {
    events.push(...(page.StackEvents ?? []));
  }
  return events;
}
