import { join } from 'node:path';
import { someOf } from '../checks/finding.ts';
import { append } from '../checks/index-of.ts';
import { clusterFiles, loadClusters } from '../config/load.ts';
import { nameOf } from '../config/name-of.ts';
import { CLUSTERS, DIST } from '../config/places.ts';
import { compare, isFresh } from '../output/tree.ts';
import { renderTree } from '../synth/render-tree.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { isMain } from '../terminal/is-main.ts';
import { ProblemsError } from '../terminal/problem.ts';
import { tableLines } from '../terminal/table.ts';
import { sentence } from '../terminal/wrap.ts';
import { commandGroups, firstCommands } from './shared/commands.ts';
import { run } from './shared/run.ts';
import { allSeen, type Seen } from './shared/seen.ts';
import { forExercises, nextOf, READY, type Stage, stageOf } from './shared/stage.ts';

const MOST_LISTED = 5;
const MOST_NAMED = 2;

const command = {
  name: 'start',
  summary: 'Shows where you are, what to do next, and which commands there are.',
  flags: { all: { type: 'boolean', help: 'list every command' } },
} as const satisfies Command<Record<string, Flag>>;

/** Where the user stands, and what to do next. */
export interface Standing {
  readonly lines: readonly string[];
  readonly next: string;
  /** What else may be next: nobody has asked AWS. */
  readonly or?: readonly string[];
}

type SeenOf = ReadonlyMap<string, Seen>;

/** Looks at the cluster files in a folder, at what was made from them, and at what verify saw. */
export function standing(clusters: string, dist: string, seen: SeenOf = new Map()): Standing {
  const files = clusterFiles(clusters);
  if (files.length === 0) {
    return {
      lines: [`There is no cluster file in ${clusters}/.`],
      next: 'npm run init   (asks a few questions; or write one: docs/cluster-file.md)',
    };
  }
  const each = files.map((file) => {
    const name = nameOf(file);
    return { file, name, stage: withSeen(ofCluster(name, clusters, dist), seen.get(name)) };
  });
  const next = nextOf(each, each.length) ?? 'npm run synth';
  return {
    lines:
      each.length > MOST_LISTED
        ? folded(each)
        : each.map(({ file, stage }) => `${file}: ${stage.says}`),
    next,
    ...(next.startsWith('npm run up') && {
      or: [
        `To do the exercises yourself: ${forExercises(next.replace(/ {3}.*/, ''))}`,
        'Is the cluster up already? Then continue with docs/exercises.md.',
        'npm run verify says which exercises are done.',
      ],
    }),
  };
}

function ofCluster(name: string, clusters: string, dist: string): Stage {
  try {
    const [loaded] = loadClusters(clusters, [name]);
    if (!loaded) return { order: 0, says: 'cannot be read', next: () => 'npm run synth' };
    const { config } = loaded;
    const tree = renderTree(synthesize(config));
    return stageOf(config, dist, isFresh(compare(join(dist, name), tree)));
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const { length } = error.problems;
    return {
      order: 0,
      says: length === 1 ? 'has a problem' : `has ${length} problems`,
      next: () => `npm run synth -- --cluster ${name}   (says what is wrong)`,
    };
  }
}

// Where an exercise was seen done, there is a cluster.
function withSeen(stage: Stage, seen: Seen | undefined): Stage {
  if (!seen) return stage;
  const { done, of, on } = seen;
  const says = `${stage.says}; npm run verify saw ${done} of ${of} exercises done on ${on}`;
  if (stage.order < READY || done === 0) return { ...stage, says };
  return {
    order: stage.order + 1,
    says,
    next:
      done < of
        ? (flag) => `docs/exercises.md   (npm run verify${one(flag)} says which exercise is next)`
        : (flag) =>
            `npm run down${flag}   (when you no longer need the cluster: it costs until then)`,
  };
}

// There is no verify for all.
function one(flag: string): string {
  return flag === ' -- --all' ? ' -- --cluster NAME' : flag;
}

function folded(each: readonly { readonly file: string; readonly stage: Stage }[]): string[] {
  const alike = new Map<string, string[]>();
  for (const { file, stage } of each) append(alike, stage.says, file);
  return [...alike].map(([says, files]) => `${someOf(files, MOST_NAMED)}: ${says}`);
}

/** The overview: the first commands, or all of them by group. */
export function overview({ lines, next, or = [] }: Standing, isAll = false): string {
  const all = Object.values(commandGroups).flatMap((group) => Object.entries(group));
  const first = firstCommands.flatMap((name) => all.filter(([one]) => one === name));
  const shown = isAll ? commandGroups : { 'The first commands': Object.fromEntries(first) };
  const rows = (commands: Readonly<Record<string, string>>) =>
    Object.entries(commands).map(([name, what]) => [call(name), what]);
  const width = Math.max(
    ...Object.values(shown)
      .flatMap(rows)
      .map(([name = '']) => name.length),
  );
  const padded = ([name = '', what = '']: string[]) => [name.padEnd(width), what];
  return [
    [...lines.flatMap((line) => sentence(line)), `Next: ${next}`, ...or].join('\n'),
    ...Object.entries(shown).map(([group, commands]) =>
      [group, ...tableLines({ rows: rows(commands).map(padded), indent: '  ' })].join('\n'),
    ),
    ...(isAll ? [] : ['All commands: npm start -- --all']),
  ].join('\n\n');
}

function call(name: string): string {
  return name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
}

if (isMain(import.meta.filename)) {
  run(() => {
    const parsed = parseArguments(command);
    if (parsed) console.log(overview(standing(CLUSTERS, DIST, allSeen()), parsed.flags.all));
  });
}
