import { waitFor } from '../../../aws/wait.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import { undeleted } from '../../../aws/stacks/failures.ts';
import { isOurs, type Stack, stacksOf } from '../../../aws/stacks/stacks.ts';
import { eksctlStacksOf } from '../eksctl-stacks.ts';
import type { Found, Kind } from '../kind.ts';

const LONGEST_MS = 30 * 60_000;

/** The CloudFormation stacks that this project made: a launch template's, and own roles'. */
export const ownStacks: Kind = {
  what: 'CloudFormation stacks of this project',
  find: async (aws, cluster) =>
    (await stacksOf(aws, cluster)).filter((stack) => isOurs(stack, cluster)).map(asFound),
  remove: async (aws, { id }, cluster) => {
    const cloudformation = await aws.cloudformation();
    await cloudformation.deleteStack({ StackName: id });
    await waitFor({
      what: `the stack ${id} to be gone`,
      ask: async () => (await stacksOf(aws, cluster)).find(({ name }) => name === id)?.status,
      isThere: (status) => status === undefined || status === 'DELETE_FAILED',
      words: (status) => `stack ${id}: ${status ?? 'gone'}`,
      longestMs: LONGEST_MS,
      fix: `see its events: aws cloudformation describe-stack-events --stack-name ${id}`,
    });
    const blocked = await stillThere(aws, cluster, id);
    if (blocked.length > 0)
      throw new UsageError(`the stack ${id} could not be deleted`, blocked.join('\n'));
  },
};

/** The stacks that eksctl made: they go with the cluster. */
export const eksctlStacks: Kind = {
  what: "eksctl's CloudFormation stacks",
  find: async (aws, cluster) => (await eksctlStacksOf(aws, cluster)).map(asFound),
  remove: async () => undefined,
};

async function stillThere(
  aws: Parameters<Kind['find']>[0],
  cluster: string,
  name: string,
): Promise<string[]> {
  if (!(await stacksOf(aws, cluster)).some((stack) => stack.name === name)) return [];
  return (await undeleted(aws, name)).map(
    ({ resource, id, reason }) => `${resource} (${id ?? 'without an id'}): ${reason}`,
  );
}

function asFound({ name, status }: Stack): Found {
  return { id: name, words: `stack ${name} (${status})` };
}
