import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { firstFailure } from '../../aws/stacks/failures.ts';
import { clusterStackName } from '../../eksctl/stack-names.ts';
import type { Stack } from '../../aws/addons/status.ts';

/** The stack in which eksctl makes a cluster; undefined where there is none. */
export async function readStack(aws: Aws, cluster: string): Promise<Stack | undefined> {
  const name = clusterStackName(cluster);
  const cloudformation = await aws.cloudformation();
  try {
    const { Stacks = [] } = await cloudformation.describeStacks({ StackName: name });
    const status = Stacks[0]?.StackStatus;
    if (!status) return undefined;
    const failure = /FAILED|ROLLBACK/.test(status) ? await firstFailure(aws, name) : undefined;
    const reason = failure && `${failure.resource}: ${failure.reason}`;
    return { name, status, ...(reason && { reason }) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
