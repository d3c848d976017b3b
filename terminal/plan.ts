import { sentence } from './wrap.ts';

// As shells count it: 128, and the signal's number.
const INTERRUPTED = 130;

/** One thing that a command is about to do. */
export interface Step {
  /** What it does, in words: "Delete the load balancer k8s-abc". */
  readonly what: string;
  /** The command lines that it calls, as a person would type them. */
  readonly commands?: readonly string[];
  readonly run: () => Promise<void>;
}

/** What a command is about to do, told before any of it is done. */
export interface Plan {
  /** What for: "Create the cluster sock-shop in us-west-2". */
  readonly title: string;
  readonly steps: readonly Step[];
  /** What else one should know before saying yes: the price, what stays billed. */
  readonly notes?: readonly string[];
}

/** The plan as its user reads it. */
function planLines({ title, steps, notes = [] }: Plan): string[] {
  return [
    ...sentence(title),
    ...steps.flatMap(({ what, commands = [] }, index) => [
      ...sentence(what, { first: `${String(index + 1).padStart(3)}. `, next: '     ' }),
      ...commands.map((command) => `       ${command}`),
    ]),
    ...(notes.length > 0 ? ['', ...notes.flatMap((note) => sentence(note))] : []),
  ];
}

/** Says what will be done, and does it only on a yes; `again` is the call that says it. */
export async function carryOut(plan: Plan, yes: boolean, again: string): Promise<void> {
  for (const line of planLines(plan)) console.log(line);
  if (plan.steps.length === 0) return;
  if (!yes) {
    console.log(`\nNothing was done. To do it: ${again}`);
    return;
  }
  const count = plan.steps.length;
  for (const [index, { what, run }] of plan.steps.entries()) {
    const stopped = () =>
      console.error(
        `\nStopped at step ${index + 1} of ${count}: ${what}\nThe steps before it are done. The same command continues from here: ${again}`,
      );
    const interrupted = () => {
      stopped();
      process.exit(INTERRUPTED);
    };
    console.log(`\n[${index + 1}/${count}] ${what}`);
    process.once('SIGINT', interrupted);
    try {
      await run();
    } catch (error) {
      stopped();
      throw error;
    } finally {
      process.off('SIGINT', interrupted);
    }
  }
}
