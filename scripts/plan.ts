import { withAws } from '../aws/clients.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { callOf } from '../terminal/call-of.ts';
import { ProblemsError } from '../terminal/problem.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { readConfigs } from './plan/config.ts';
import { type FormatName, formats, listOf } from './plan/formats/index.ts';
import { readLive } from './plan/live/live.ts';
import { normalForm } from './plan/normal-form.ts';
import { hasWork, type Plan, planBetween, planGone, planLive } from './plan/plan.ts';
import { changedSince } from './plan/since.ts';
import { writeParts } from './plan/write-parts.ts';
import { givenPath } from './shared/given-path.ts';
import { LiveLine } from './shared/live-line.ts';
import { run } from './shared/run.ts';
import { STDIN } from './validate/input.ts';

const WORK = 1;

const command = {
  name: 'plan',
  summary:
    'Tells the eksctl commands, in their order and each with its reason, that turn one ClusterConfig into another, no matter who wrote it. It runs none of them. A may be - for the standard input: git show main:cluster.yaml | npm run -s plan -- - cluster.yaml.\nExit code 0: nothing to do, 1: there is something to do, 2: it could not read them.',
  positionals: 'A B',
  flags: {
    live: {
      type: 'boolean',
      help: 'compare A with the cluster that runs, by what EKS, CloudFormation and Kubernetes say',
    },
    since: {
      type: 'string',
      value: 'REV',
      help: 'plan every ClusterConfig of this folder that changed since a revision of Git, new and deleted ones too; without A and B',
    },
    out: {
      type: 'string',
      value: 'DIR',
      help: 'write small files that commands read there, instead of a pipe in the command',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      allowed: Object.keys(formats),
      help: `how to print it: ${Object.keys(formats).join(', ')}`,
    },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { flags, positionals } = parsed;
  const format = (flags.format ?? 'text') as FormatName;
  if (flags.since !== undefined) {
    if (positionals.length > 0 || flags.live || flags.out !== undefined) throw notWithSince();
    return sayChanged(flags.since, format);
  }
  const out = flags.out === undefined ? undefined : givenPath(command.name, flags.out);
  const plan = flags.live
    ? await planOfRunning(onePath(positionals), out)
    : planOfFiles(twoPaths(positionals), out);
  writeParts(plan.steps);
  console.log(formats[format](plan));
  return hasWork(plan) ? WORK : 0;
}, command);

/** The plans of all that changed; what can't be read is told after them. */
function sayChanged(revision: string, format: FormatName): number {
  const { changed, unreadable, problems } = changedSince(revision);
  const plans = changed.map(({ before, after }) =>
    after
      ? planBetween(before ?? { file: revision, value: {}, isEmpty: true }, after)
      : planGone(before!),
  );
  console.log(
    listOf[format](
      plans.map((plan) => formats[format](plan)),
      unreadable,
    ),
  );
  if (problems.length > 0) throw new ProblemsError(problems);
  return plans.some(hasWork) ? WORK : 0;
}

function notWithSince(): UsageError {
  return new UsageError(
    '--since plans all that changed: it goes with neither A and B, nor --live, nor --out',
    `write: ${callOf(command.name, ['--since', 'main'])}`,
  );
}

function planOfFiles(paths: readonly [string, string], out: string | undefined): Plan {
  const line = new LiveLine();
  try {
    const [before, after] = readConfigs(paths, (what) => line.show(what));
    return planBetween(before!, after!, out);
  } finally {
    line.clear();
  }
}

async function planOfRunning(path: string, out: string | undefined): Promise<Plan> {
  const [wanted] = readConfigs([path]);
  const { name, region } = wanted!.value.metadata as { name: string; region: string };
  console.error(`asking AWS about ${name} in ${region} …`);
  const live = await withAws(region, (aws) => readLive(aws, normalForm(wanted!.value)));
  return planLive(live, wanted!, out);
}

function onePath(paths: readonly string[]): string {
  const [path] = paths;
  if (path !== undefined && path !== STDIN && paths.length === 1) {
    return givenPath(command.name, path);
  }
  throw new UsageError(
    `${callOf(command.name, ['--live'])} compares one ClusterConfig with its cluster`,
    `write: ${callOf(command.name, ['CLUSTER.yaml', '--live'])}`,
  );
}

function twoPaths(paths: readonly string[]): [string, string] {
  const [from, to] = paths.map((path) => (path === STDIN ? path : givenPath(command.name, path)));
  if (from === undefined || to === undefined || paths.length > 2) {
    throw new UsageError(
      `${callOf(command.name)} compares two ClusterConfigs, and was given ${paths.length}`,
      `write: ${callOf(command.name, ['OLD.yaml', 'NEW.yaml'])}`,
    );
  }
  if (to === STDIN) {
    throw new UsageError(
      'the new ClusterConfig has to be a file, because the commands read it',
      `write: ${callOf(command.name, ['-', 'NEW.yaml'])}`,
    );
  }
  return [from, to];
}
