import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, relative } from 'node:path';
import { asRange } from './access/as-range.ts';
import { ownAddress } from '../aws/own-address.ts';
import { clusterFiles } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { clusterName, didYouMeanName, proposer } from '../config/names.ts';
import { csvFilesIn } from '../config/learners-from.ts';
import { readClassList } from '../config/read-text.ts';
import { type ClassList, classList } from './init/class-list.ts';
import { type Draft, draftAll, problemsWith, type Said } from './init/draft.ts';
import { clusterSchema, isPackage, setUpFolder } from './init/own-folder.ts';
import { pastDays } from './init/past-days.ts';
import { priceOfAll } from './init/price.ts';
import { controllers } from './init/choices.ts';
import { filled, questions } from './init/questions.ts';
import { atTerminal, hasPerson } from './init/terminal.ts';
import type { Wish } from './init/wish.ts';
import { taken, writeFiles, type Written } from './init/write-files.ts';
import { exampleNotes, noteLines } from '../synth/notes.ts';
import { defaultKubernetes } from '../tables/kubernetes.ts';
import { regionNames } from '../tables/regions.ts';
import { type Command, type Flag, parseArguments, type Values } from '../terminal/arguments.ts';
import { type Call, lineOf } from '../terminal/call.ts';
import { isPast, today } from '../terminal/day.ts';
import { givenPath } from './shared/given-path.ts';
import { run } from './shared/run.ts';
import { shortPath } from '../terminal/shown.ts';
import { didYouMean } from '../terminal/suggest.ts';
import { ProblemsError } from '../terminal/problem.ts';
import { UsageError } from '../terminal/usage-error.ts';

const command = {
  name: 'init',
  summary:
    'Writes a cluster file: from flags, from a few questions at a terminal, or one per line of a class list.',
  flags: {
    name: { type: 'string', value: 'NAME', help: 'the cluster; the file is clusters/<name>.yaml' },
    owner: { type: 'string', value: 'NAME', help: "NAME in the chapter's NAME-bc-svc" },
    region: { type: 'string', value: 'REGION', help: 'the AWS region' },
    from: {
      type: 'string',
      multiple: true,
      value: 'CIDR',
      help: 'who may reach it, instead of asking checkip.amazonaws.com for your address',
    },
    kubernetes: { type: 'string', value: defaultKubernetes, help: 'the Kubernetes minor version' },
    expires: { type: 'string', value: 'DAY', help: 'the day after which it counts as forgotten' },
    csv: {
      type: 'string',
      value: 'FILE',
      help: 'a class list: name and, if wanted, owner, region, from, kubernetes, expires, ingress',
    },
    ingress: {
      type: 'string',
      value: 'CONTROLLER',
      help: `the ingress controller: ${controllers.all.map(({ value }) => value).join(', ')}`,
    },
    out: { type: 'string', value: 'DIR', help: `write here instead of ${CLUSTERS}` },
    force: { type: 'boolean', help: 'replace a file that exists' },
  },
} as const satisfies Command<Record<string, Flag>>;

type Flags = Values<typeof command.flags>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return;
  const call = { command, ...parsed };
  const { force, csv, expires, out: chosen } = call.flags;
  if (expires !== undefined && isPast(expires)) {
    throw new UsageError(
      `--expires ${expires} is past: today is ${today()}`,
      'write a later day, or leave it out',
    );
  }
  const out = chosen === undefined ? CLUSTERS : givenPath(command.name, chosen);
  const schema = relative(out, clusterSchema).replaceAll('\\', '/');
  const list =
    csv === undefined
      ? await one(call, out)
      : listOf(givenPath(command.name, csv), out, call.flags);
  const drafts = draftAll(list, { schema, propose: list.propose });
  for (const { file, did } of written(out, drafts, force, list.again)) {
    console.log(`${file}: ${did}`);
  }
  for (const line of summary(drafts, list.ignored)) console.log(line);
  const isElsewhere = relative(CLUSTERS, out) !== '';
  if (isPackage && !isElsewhere) for (const line of setUpFolder()) console.log(line);
  for (const line of isElsewhere ? moved(drafts) : next(drafts)) console.log(line);
}, command);

// Nobody should have to give the same answers twice.
function written(out: string, drafts: readonly Draft[], force: boolean, again?: string): Written[] {
  try {
    return writeFiles(out, drafts, { force });
  } catch (error) {
    if (again) console.error(`Nothing was written. The same answers again: ${again}\n`);
    throw error;
  }
}

async function one(call: Call<Flags>, out: string): Promise<ClassList> {
  const { name, owner, region, kubernetes, expires, ingress, force } = call.flags;
  const from = call.flags.from.map(asRange);
  const said: Partial<Wish> = { name, owner, region, kubernetes, expires, ingress, from };
  const place: Said = (key) => ({ file: `--${key}` });
  const rest = { problems: [], ignored: [], propose: proposer(clusterName, isTakenIn(out)) };
  if (name !== undefined && owner !== undefined) {
    const own = from.length > 0 ? from : [await ownAddress({ call })];
    return { listed: [{ wish: { ...said, name, owner, from: own }, said: place }], ...rest };
  }
  if (!hasPerson()) throw missing(call);
  // What is wrong with a flag is told before the first question.
  const problems = problemsWith({ wish: filled(defined(said)), said: place }, rest);
  if (problems.length > 0) throw new ProblemsError(problems);
  const why = name !== undefined && taken(out, name, { force });
  if (why) throw new UsageError(`--name ${name} ${why}`, didYouMeanName(rest.propose(name)));
  const wish = await atTerminal((person) =>
    questions(person, {
      said: defined(said),
      user: userInfo().username,
      region: usualRegion(),
      address: () => ownAddress({ call }).catch((error: Error) => error),
      taken: (cluster) => taken(out, cluster, { force }),
    }),
  );
  const again = lineOf(call, { ...wish });
  return { listed: [{ wish, said: place }], ...rest, again };
}

function isTakenIn(out: string): (name: string) => boolean {
  return (name) => taken(out, name, { force: false }) !== undefined;
}

function missing(call: Call<Flags>): UsageError {
  const { name = 'NAME', owner = 'NAME' } = call.flags;
  const lacking = [
    ...(call.flags.name === undefined ? ['--name'] : []),
    ...(call.flags.owner === undefined ? ['--owner'] : []),
  ];
  return new UsageError(
    `${lacking.join(' and ')} ${lacking.length > 1 ? 'are' : 'is'} missing, and there is no terminal to ask you`,
    `write ${lineOf(call, { name, owner })}, or --csv FILE`,
  );
}

function listOf(file: string, out: string, flags: Flags): ClassList {
  if (flags.name !== undefined || flags.owner !== undefined) {
    throw new UsageError('--csv has every name and owner', 'leave --name and --owner out');
  }
  if (!existsSync(file)) {
    const near = didYouMean(basename(file), csvFilesIn(dirname(file)));
    throw new UsageError(`there is no file ${shortPath(file)}`, near ?? 'see --csv FILE');
  }
  const { region, kubernetes, expires, ingress } = flags;
  const from = flags.from.map(asRange);
  const common = { region, kubernetes, expires, ingress, from };
  const list = classList(file, readClassList(file), common, isTakenIn(out));
  return { ...list, problems: [...list.problems, ...pastDays(list.listed)] };
}

function summary(drafts: readonly Draft[], ignored: readonly string[]): string[] {
  const { own, shared } = noteLines(
    drafts.map(({ wish: { name }, output }) => ({ name, notes: exampleNotes(output.config) })),
  );
  const together = drafts.length > 1 ? `${drafts.length} clusters together: ` : 'it will cost ';
  return [
    `  ${together}${priceOfAll(drafts)}`,
    ...(ignored.length > 0 ? [`  columns that are not used: ${ignored.join(', ')}`] : []),
    ...[...own.values(), shared].flat().map((line) => `  ${line}`),
  ];
}

function next(drafts: readonly Draft[]): string[] {
  const [first] = drafts;
  const which = drafts.length === 1 ? `--cluster ${first?.wish.name}` : '--all';
  return [
    ...(drafts.length === 1 ? [] : alsoThere(drafts)),
    '',
    `Next: npm run synth${drafts.length === 1 ? ` -- ${which}` : ''}`,
    `then: npm run preflight -- ${which}, and npm run up -- ${which}`,
  ];
}

// Whoever writes a class goes on with --all, which asks for no names.
function alsoThere(drafts: readonly Draft[]): string[] {
  const own = drafts.map(({ wish }) => `${wish.name}.yaml`);
  const others = clusterFiles(CLUSTERS).filter((file) => !own.includes(basename(file)));
  if (others.length === 0) return [];
  return [
    `  --all also uses the other files in ${CLUSTERS}/: ${others.join(', ')}`,
    '    delete a file that is only the example; npm run synth then deletes its folder in dist/',
  ];
}

function moved(drafts: readonly Draft[]): string[] {
  const what = drafts.length === 1 ? 'the file' : 'the files';
  return [
    '',
    `Next: move ${what} into ${CLUSTERS}/, where the other commands look; then npm run synth`,
  ];
}

function usualRegion(): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const set = AWS_REGION ?? AWS_DEFAULT_REGION ?? '';
  return regionNames.includes(set) ? set : 'us-west-2';
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
