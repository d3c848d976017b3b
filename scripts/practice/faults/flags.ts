import { CLUSTERS } from '../../../config/places.ts';
import type { Call } from '../../../terminal/call.ts';
import type { Flag } from '../../../terminal/arguments.ts';
import type { Progress } from '../../../terminal/progress.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import { chooseCluster } from '../../shared/choose.ts';
import { receipt } from './receipt.ts';
import { breakIt, fullAnswer, type Ground, nextHint } from './work.ts';

/** What practice is asked about faults. */
export const faultFlags = {
  break: { type: 'string', value: 'N', help: 'break something in your cluster, for you to find' },
  hint: { type: 'boolean', help: 'one of three hints about what is broken' },
  answer: { type: 'boolean', help: 'what is broken, and the commands that repair it' },
  receipt: { type: 'boolean', help: 'what was done in this practice, as a page to hand in' },
  cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
} as const satisfies Record<string, Flag>;

interface Asked {
  readonly break: string | undefined;
  readonly hint: boolean;
  readonly answer: boolean;
  readonly receipt: boolean;
  readonly cluster: string | undefined;
}

/** What is said about faults, where somebody asks about them; they are in the practice whose shell this is. */
export async function aboutFaults(
  call: Call & { readonly flags: Asked },
  folder: string | undefined,
  progress: Progress,
): Promise<string[] | undefined> {
  const { flags } = call;
  const asked = (['break', 'hint', 'answer', 'receipt'] as const).filter((name) => flags[name]);
  const [first, second] = asked;
  if (first === undefined) return undefined;
  if (second !== undefined) {
    throw new UsageError(`--${first} and --${second} are two things`, 'ask for one at a time');
  }
  if (folder === undefined) {
    throw new UsageError(
      `--${first} is for the shell of practice`,
      'open it first: npm run practice',
    );
  }
  const { config } = chooseCluster(CLUSTERS, call, flags.cluster);
  const ground: Ground = { folder, config };
  switch (first) {
    case 'break':
      return progress.step('breaking something', () => breakIt(flags.break ?? '', ground));
    case 'hint':
      return nextHint(ground);
    case 'answer':
      return fullAnswer(ground);
    case 'receipt':
      return progress.step('looking at the exercises', () => receipt(ground));
  }
}
