import { isMissing } from '../aws/aws-error.ts';
import type { Aws } from '../aws/clients.ts';
import type { Stack } from './status.ts';

/** The stack in which eksctl makes a cluster; undefined where there is none. */
export async function readStack(aws: Aws, cluster: string): Promise<Stack | undefined> {
  const name = `eksctl-${cluster}-cluster`;
  const cloudformation = await aws.cloudformation();
  try {
    const { Stacks = [] } = await cloudformation.describeStacks({ StackName: name });
    const status = Stacks[0]?.StackStatus;
    if (!status) return undefined;
    const reason = /FAILED|ROLLBACK/.test(status) ? await firstFailure(aws, name) : undefined;
    return { name, status, ...(reason && { reason }) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

// The newest come first; what fails after the first failure is only cancelled for it.
async function firstFailure(aws: Aws, StackName: string): Promise<string | undefined> {
  const cloudformation = await aws.cloudformation();
  let first: string | undefined;
  for await (const { StackEvents = [] } of cloudformation.paginateDescribeStackEvents({
    StackName,
  })) {
    for (const event of StackEvents) {
      const { ResourceStatus, ResourceStatusReason, LogicalResourceId } = event;
      if (ResourceStatus === 'CREATE_FAILED' && ResourceStatusReason) {
        first = `${LogicalResourceId}: ${ResourceStatusReason}`;
      }
    }
  }
  return first;
}
