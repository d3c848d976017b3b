import type { AwsError } from '../aws/aws-error.ts';
import { chooseCluster } from './shared/choose.ts';
import { CLUSTERS } from '../config/places.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { didYouMean } from '../terminal/suggest.ts';
import { expectedLearners, type ExpectedLearner } from '../config/learners/expected.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type AccountView, readAccount } from './verify/account.ts';
import { clusterItems, elsewhereItems, REACH } from './verify/cluster.ts';
import { cohort, cohortLines } from './verify/cohort.ts';
import { refuseOtherContext } from './verify/connection.ts';
import { currentContext } from './verify/context.ts';
import { type Exercise, exerciseOf, stateOf, titles } from './verify/exercise.ts';
import type { Live } from './verify/live.ts';
import { type Memory, memoryOf } from './verify/memory.ts';
import { realProbe } from './verify/probe.ts';
import { readCluster, readNamespace } from './verify/read-live.ts';
import { reportLines } from './verify/report.ts';
import { serviceExercises } from './verify/service-exercises.ts';
import { verify } from './verify/verify.ts';
import { watch } from './verify/watch.ts';
import { learnerWorkplace } from './verify/workplace.ts';
import { type Command, type Flag, parseArguments, type Values } from '../terminal/arguments.ts';
import { today } from '../terminal/day.ts';
import { run } from './shared/run.ts';
import { keepSeen, type Seen } from './shared/seen.ts';
import { UsageError } from '../terminal/usage-error.ts';

const OPEN = 1;
const SHARED = [3, 4, 5];

const command = {
  name: 'verify',
  summary:
    'Looks at each exercise on the cluster that kubectl is connected to: done, not yet or wrong, and the next command. Changes nothing on it.\n' +
    'Exit code 0: everything that you asked for is done, 1: not yet, 2: it could not look.',
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
    exercise: { type: 'string', multiple: true, value: 'N', help: 'only this exercise, 1 to 6' },
    'without-aws': { type: 'boolean', help: 'look only at Kubernetes, not at AWS' },
    learner: { type: 'string', value: 'NAME', help: 'a learner on a shared cluster: 3 to 5' },
    node: { type: 'string', value: 'ADDRESS', help: "with --learner: a node's address" },
    cohort: { type: 'boolean', help: 'every learner of a shared cluster, as a table' },
    watch: { type: 'boolean', help: 'look again and again, until all is done' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

type Flags = Values<typeof command.flags>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { flags } = parsed;
  const { config } = chooseCluster(CLUSTERS, { command, ...parsed }, flags.cluster);
  if (flags.cohort) return verifyCohort(config, flags);
  const wanted = numbers(flags.exercise, flags.learner === undefined ? undefined : SHARED);
  const look =
    flags.learner === undefined
      ? lookAtAll(config, wanted, flags)
      : lookAtLearner(config, learnerNamed(config, flags.learner), wanted, flags.node);
  const exercises = flags.watch ? await watch(look) : await look();
  if (flags.json) console.log(JSON.stringify(exercises.map(asJson), null, 2));
  else if (!flags.watch) for (const line of reportLines(exercises)) console.log(line);
  return exercises.every((exercise) => stateOf(exercise) === 'done') ? 0 : OPEN;
});

type Look = () => Promise<Exercise[]>;

function lookAtAll(config: ClusterConfig, wanted: readonly number[], flags: Flags): Look {
  const synthesized = synthesize(config);
  const asksAws =
    !flags['without-aws'] && !config.manifestsOnly && wanted.some((number) => number < 3);
  return async () => {
    const [context, account] = await Promise.all([
      currentContext(),
      asksAws ? readAccount(config.name, config.region) : undefined,
    ]);
    const elsewhere = elsewhereItems(config, account, context);
    if (elsewhere.length > 0) return wanted.map((number) => exerciseOf(number, elsewhere));
    const live = await readCluster(config.name).catch((error: unknown) =>
      withReach(error, config, account),
    );
    const memory = memoryIn(config, live);
    const sight = { config, synthesized, live, context, probe: realProbe, memory };
    const exercises = await verify({ ...sight, ...(account && { account }) }, wanted);
    if (exercises.length === Object.keys(titles).length) keepSeen(config.name, seenIn(exercises));
    return exercises;
  };
}

// Where the cluster does not answer, AWS may know whom it lets in.
function withReach(
  error: unknown,
  config: ClusterConfig,
  account: AccountView | AwsError | undefined,
): never {
  const items = account ? clusterItems(config, account, undefined) : [];
  const reach = items.find(({ what, state }) => what === REACH && state === 'wrong');
  if (!reach || !(error instanceof UsageError)) throw error;
  throw new UsageError(`${error.message}\n${reach.what}: ${reach.evidence}`, reach.next);
}

function seenIn(exercises: readonly Exercise[]): Seen {
  const done = exercises.filter((exercise) => stateOf(exercise) === 'done').length;
  return { done, of: exercises.length, on: today() };
}

function lookAtLearner(
  config: ClusterConfig,
  learner: ExpectedLearner,
  wanted: readonly number[],
  node: string | undefined,
): Look {
  const workplace = learnerWorkplace(config, learner, node);
  return async () => {
    await refuseOtherContext(config);
    const live = await readNamespace(config.name, learner.namespace);
    const memory = memoryIn(config, live);
    const { from } = config.access;
    const all = await serviceExercises(workplace, from, live, realProbe, memory);
    return all.filter(({ number }) => wanted.includes(number));
  };
}

async function verifyCohort(config: ClusterConfig, { json }: Flags): Promise<number> {
  if (config.learners.length === 0) {
    throw new UsageError(
      `clusters/${config.name}.yaml has no learners`,
      'a class on one cluster is listed under learners: docs/cohorts.md',
    );
  }
  await refuseOtherContext(config);
  const live = await readCluster(config.name);
  const progress = await cohort(config, live, realProbe, memoryIn(config, live));
  if (json)
    console.log(
      JSON.stringify(
        progress.map(({ learner, exercises }) => ({ learner, exercises: exercises.map(asJson) })),
        null,
        2,
      ),
    );
  else for (const line of cohortLines(progress)) console.log(line);
  const all = progress.flatMap(({ exercises }) => exercises);
  return all.every((exercise) => stateOf(exercise) === 'done') ? 0 : OPEN;
}

function memoryIn({ name }: ClusterConfig, live: Live): Memory {
  return memoryOf(name, live.find('Namespace', 'kube-system')?.metadata.uid);
}

function learnerNamed(config: ClusterConfig, name: string): ExpectedLearner {
  const learners = expectedLearners(config);
  const found = learners.find((learner) => learner.name === name);
  if (found) return found;
  const names = learners.map((learner) => learner.name);
  throw new UsageError(
    `clusters/${config.name}.yaml has no learner ${name}`,
    didYouMean(name, names) ??
      (names.length > 0 ? `there are ${names.join(', ')}` : 'it has no learners: docs/cohorts.md'),
  );
}

function numbers(given: readonly string[], all = Object.keys(titles).map(Number)): number[] {
  if (given.length === 0) return [...all];
  return given.map((text) => {
    if (all.includes(Number(text))) return Number(text);
    throw new UsageError(
      `--exercise ${text} is not one of those that it can look at here`,
      all.map((number) => `${number}  ${titles[number]}`).join('\n'),
    );
  });
}

function asJson(exercise: Exercise): Exercise & { readonly state: string } {
  return { ...exercise, state: stateOf(exercise) };
}
