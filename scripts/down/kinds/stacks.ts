import { waitFor } from '../../../aws/wait.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import { undeleted } from '../../../aws/stacks/failures.ts';
import { deleteStackLine } from '../../../aws/stacks/delete-line.ts';
import { isOurs, type Stack, stacksOf } from '../../../aws/stacks/stacks.ts';
import type { Found, Kind } from '../kind.ts';
import { type Proof, stackDoubt } from '../proof.ts';

const LONGEST_MS = 30 * 60_000;

/** The CloudFormation stacks that this project made: a launch template's, and own roles'. */
export const ownStacks: Kind = {
  what: 'CloudFormation stacks of this project',
  find: async (aws, proof) =>
    (await stacksOf(aws, proof.name))
      .filter((stack) => isOurs(stack, proof.name))
      .map((stack) => asFound(proof, stack)),
  remove: async (aws, { id }, { name: cluster }) => {
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
  find: async (aws, proof) =>
    (await stacksOf(aws, proof.name))
      .filter((stack) => !isOurs(stack, proof.name))
      .map((stack) => asFound(proof, stack)),
  remove: async () => undefined,
};

async function stillThere(aws: Aws, cluster: string, name: string): Promise<string[]> {
  if (!(await stacksOf(aws, cluster)).some((stack) => stack.name === name)) return [];
  return (await undeleted(aws, name)).map(
    ({ resource, id, reason }) => `${resource} (${id ?? 'without an id'}): ${reason}`,
  );
}

function asFound(proof: Proof, stack: Stack): Found {
  const { name, status } = stack;
  return {
    id: name,
    words: `stack ${name} (${status})`,
    doubt: stackDoubt(proof, stack),
    byHand: deleteStackLine(proof.region, name),
  };
}
