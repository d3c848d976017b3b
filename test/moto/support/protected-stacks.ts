import type { Account } from './account.ts';
import { type Answer, failed, type Front } from './front.ts';

const known = new WeakMap<Front, Set<string>>();

/**
 * The stacks that CloudFormation deletes only once their protection is taken away, which moto doesn't know; answers
 * for them from the first call on.
 */
export function protectedStacks({ front }: Account): Set<string> {
  const there = known.get(front);
  if (there) return there;
  const stacks = new Set<string>();
  known.set(front, stacks);
  front.usually('cloudformation:UpdateTerminationProtection', ({ params }) => {
    if (params.EnableTerminationProtection === 'false') stacks.delete(String(params.StackName));
    return updated;
  });
  front.usually('cloudformation:DeleteStack', ({ params, protocol }) =>
    stacks.has(String(params.StackName))
      ? failed(
          {
            code: 'ValidationError',
            message: `Stack [${String(params.StackName)}] cannot be deleted while TerminationProtection is enabled`,
          },
          protocol,
        )
      : undefined,
  );
  return stacks;
}

const updated: Answer = {
  body: `<UpdateTerminationProtectionResponse><UpdateTerminationProtectionResult><StackId>s</StackId>
    </UpdateTerminationProtectionResult></UpdateTerminationProtectionResponse>`,
};
