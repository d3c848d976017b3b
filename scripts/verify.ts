import { join } from 'node:path';
import { CLUSTERS } from '../aws/target.ts';
import { chooseCluster } from '../config/choose.ts';
import { synthesize } from '../synthesize.ts';
import { readAccount } from '../verify/account.ts';
import { type Exercise, stateOf, titles } from '../verify/exercise.ts';
import { Memory } from '../verify/memory.ts';
import { realProbe } from '../verify/probe.ts';
import { currentContext, readCluster } from '../verify/read-live.ts';
import { reportLines } from '../verify/report.ts';
import { verify } from '../verify/verify.ts';
import { watch } from '../verify/watch.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { run } from './shared/run.ts';
import { UsageError } from './shared/usage-error.ts';

const OPEN = 1;

const command = {
  name: 'verify',
  summary:
    'Looks at each exercise on the cluster that kubectl is connected to: done, not yet or wrong, and the next command. Changes nothing.\nExit code 0: all that was asked for is done, 1: not yet, 2: it could not be looked at.',
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
    exercise: { type: 'string', multiple: true, value: 'N', help: 'only this exercise, 1 to 6' },
    'without-aws': { type: 'boolean', help: 'look at Kubernetes alone, and leave AWS out' },
    watch: { type: 'boolean', help: 'look again and again, until all is done' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { flags } = parsed;
  const wanted = numbers(flags.exercise);
  const { config } = chooseCluster(CLUSTERS, command.name, flags.cluster);
  const synthesized = synthesize(config);
  const asksAws = !flags['without-aws'] && !config.manifestsOnly && wanted.includes(1);

  const look = async (): Promise<Exercise[]> => {
    const [live, context, account] = await Promise.all([
      readCluster(),
      currentContext(),
      asksAws ? readAccount(config.name, config.region) : undefined,
    ]);
    const id = live.find('Namespace', 'kube-system')?.metadata.uid ?? config.name;
    const memory = new Memory(join('reports', 'verify.json'), id);
    const sight = { config, synthesized, live, context, probe: realProbe, memory };
    return verify({ ...sight, ...(account && { account }) }, wanted);
  };
  const exercises = flags.watch ? await watch(look) : await look();
  if (flags.json) console.log(JSON.stringify(exercises.map(asJson), null, 2));
  else if (!flags.watch) for (const line of reportLines(exercises)) console.log(line);
  return exercises.every((exercise) => stateOf(exercise) === 'done') ? 0 : OPEN;
});

function numbers(given: readonly string[]): number[] {
  const all = Object.keys(titles).map(Number);
  if (given.length === 0) return all;
  return given.map((text) => {
    if (all.includes(Number(text))) return Number(text);
    throw new UsageError(
      `--exercise ${text} is none of the chapter's exercises`,
      all.map((number) => `${number}  ${titles[number]}`).join('\n'),
    );
  });
}

function asJson(exercise: Exercise): Exercise & { readonly state: string } {
  return { ...exercise, state: stateOf(exercise) };
}
