import { type Command, type Flag, parseArguments, type Values } from '../../terminal/arguments.ts';
import { lineOf } from '../../terminal/call.ts';
import { carryOut, type Plan } from '../../terminal/plan.ts';
import { eachTarget } from './each-target.ts';
import { sayLooking } from './looking.ts';
import { run } from './run.ts';
import type { Named, Target } from './target.ts';

/** The flags of every command that plans for a cluster, or for all, and acts on a yes. */
interface PlannedFlags extends Record<string, Flag> {
  readonly cluster: Flag;
  readonly all: Flag;
  readonly yes: Flag;
}

interface Chosen extends Named {
  readonly all: boolean;
  readonly yes: boolean;
}

/** What a command was told, and how it goes on with what it plans. */
export interface Asked<F extends Record<string, Flag>> {
  readonly flags: Values<F>;
  /** The call that says yes. */
  readonly again: string;
  /** Shows a plan, and carries it out where the yes is there. */
  readonly offer: (plan: Plan) => Promise<void>;
}

/** Runs a command that says for each cluster what it will do, and does it on a yes. */
export function runPlanned<const F extends PlannedFlags>(
  command: Command<F>,
  work: (target: Target, asked: Asked<F>) => Promise<number | void>,
  saysAfterMs?: number,
): void {
  void run(async () => {
    const parsed = parseArguments(command);
    if (!parsed) return 0;
    // The compiler can't tell what any command's flags have in common.
    const flags = parsed.flags as Values<F> & Chosen;
    const call = { command, ...parsed, flags };
    const again = lineOf(call, { yes: true });
    return eachTarget(call, async (target) => {
      const looked = sayLooking(target.name, saysAfterMs);
      const offer = async (plan: Plan) => {
        await looked();
        await carryOut(plan, flags.yes, again);
      };
      try {
        return await work(target, { flags, again, offer });
      } finally {
        await looked();
      }
    });
  });
}
