import type { Aws } from '../aws/clients.ts';

/** A resource of a stack that could not be made or deleted. */
export interface Failure {
  /** Its name in the template, as eksctl gives it. */
  readonly resource: string;
  readonly type: string;
  /** Its id on AWS, where it has one. */
  readonly id?: string;
  readonly reason: string;
}

/** What made a stack fail: the first resource that could not be made; those after it were only cancelled. */
export async function firstFailure(aws: Aws, stack: string): Promise<Failure | undefined> {
  const failed = (await eventsOf(aws, stack)).filter(
    ({ status, reason }) => /^(CREATE|UPDATE)_FAILED$/.test(status) && !/cancelled/i.test(reason),
  );
  // CloudFormation tells the newest first.
  return failed.at(-1);
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

async function eventsOf(aws: Aws, stack: string): Promise<(Failure & { status: string })[]> {
  const cloudformation = await aws.cloudformation();
  const events: (Failure & { status: string })[] = [];
  const pages = cloudformation.paginateDescribeStackEvents({ StackName: stack });
  for await (const { StackEvents = [] } of pages) {
    for (const event of StackEvents) {
      const { LogicalResourceId: resource = '', ResourceType: type = '' } = event;
      const { PhysicalResourceId: id, ResourceStatus: status = '' } = event;
      const reason = event.ResourceStatusReason ?? 'without a reason';
      events.push({ resource, type, status, reason, ...(id && { id }) });
    }
  }
  return events;
}
