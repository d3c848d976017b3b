import type { Aws } from '../clients.ts';

/** A resource of a stack that could not be made or deleted. */
export interface Failure {
  /** Its name in the template, as eksctl gives it. */
  readonly resource: string;
  readonly type: string;
  /** Its id on AWS, where it has one. */
  readonly id?: string;
  readonly reason: string;
}

/**
 * What made a stack fail: the first resource that could not be made; those after it were only cancelled. Without the
 * events that were there `before`, by their ids.
 */
export async function firstFailure(
  aws: Aws,
  stack: string,
  before: ReadonlySet<string> = new Set(),
): Promise<Failure | undefined> {
  const failed = (await eventsOf(aws, stack)).filter(
    ({ event, status, reason }) =>
      !before.has(event) && /^(CREATE|UPDATE)_FAILED$/.test(status) && !/cancelled/i.test(reason),
  );
  // CloudFormation tells the newest first.
  return failed.at(-1);
}

/** The ids of all that has happened to a stack so far. */
export async function eventIds(aws: Aws, stack: string): Promise<Set<string>> {
  return new Set((await eventsOf(aws, stack)).map(({ event }) => event));
}

/** Which resources the last attempt to delete a stack could not delete. */
export async function undeleted(aws: Aws, stack: string): Promise<Failure[]> {
  const events = await eventsOf(aws, stack);
  const begun = events.findIndex(
    ({ status, type }) => status === 'DELETE_IN_PROGRESS' && type === STACK,
  );
  return events
    .slice(0, begun === -1 ? undefined : begun)
    .filter(({ status, type }) => status === 'DELETE_FAILED' && type !== STACK);
}

const STACK = 'AWS::CloudFormation::Stack';

interface StackEvent extends Failure {
  /** The event's own id. */
  readonly event: string;
  readonly status: string;
}

async function eventsOf(aws: Aws, stack: string): Promise<StackEvent[]> {
  const cloudformation = await aws.cloudformation();
  const events: StackEvent[] = [];
  const pages = cloudformation.paginateDescribeStackEvents({ StackName: stack });
  for await (const { StackEvents = [] } of pages) {
    for (const one of StackEvents) {
      const { LogicalResourceId: resource = '', ResourceType: type = '' } = one;
      const { PhysicalResourceId: id, ResourceStatus: status = '', EventId: event = '' } = one;
      const reason = one.ResourceStatusReason ?? 'without a reason';
      events.push({ event, resource, type, status, reason, ...(id && { id }) });
    }
  }
  return events;
}
