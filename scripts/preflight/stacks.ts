import { isOurs, isUnderWay, isWhole, type Stack } from '../../aws/stacks/stacks.ts';
import { firstFailure } from '../../aws/stacks/failures.ts';
import type { Check } from './check.ts';
import { failed, passed } from './line.ts';
import type { Sight } from './sight.ts';

/** No stack of an earlier try is in the way: eksctl stops at the first one. */
export const stacks: Check = {
  group: 'cluster',
  check: 'stacks',
  what: 'stacks of an earlier try',
  asksAws: true,
  look: async (sight) => {
    const found = (await sight.stacks()).filter((stack) => !isOurs(stack, sight.config.name));
    const { name } = sight.config;
    if (found.length === 0) return passed(stacks, `no stack of ${name}`);
    const running = found.find(isUnderWay);
    if (running) {
      return failed(
        stacks,
        `CloudFormation is working on ${described(running)}`,
        `wait until it is done, and look again: npm run status -- --cluster ${name}`,
      );
    }
    const broken = found.filter((stack) => !isWhole(stack));
    const clear = `delete it first: npm run down -- --cluster ${name}`;
    if (broken.length > 0) {
      return failed(
        stacks,
        `${broken.map(described).join(', ')}${await why(sight, broken)}`,
        clear,
      );
    }
    if (await sight.cluster()) {
      const count = found.length === 1 ? '1 stack' : `${found.length} stacks`;
      return passed(stacks, `${count} of the existing cluster, none of them broken`);
    }
    return failed(
      stacks,
      `there is no cluster ${name}, but ${found.map(described).join(', ')} of an earlier one`,
      clear,
    );
  },
};

function described({ name, status }: Stack): string {
  return `${name} (${status})`;
}

async function why({ aws }: Sight, [first]: readonly Stack[]): Promise<string> {
  const failure = first && (await firstFailure(aws, first.name));
  return failure ? `: ${failure.resource}: ${failure.reason}` : '';
}
