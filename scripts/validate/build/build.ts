import { execFile } from 'node:child_process';
import { findProgram } from '../../../aws/programs/find.ts';
import type { Problem } from '../../../terminal/problem.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import type { Input } from '../input.ts';
import type { LeftAlone } from '../parse.ts';
import { chartsAmong } from './charts.ts';
import { excuseFor } from './excuse.ts';
import { failureIn, reasonIn } from './failure.ts';
import { kustomizationsAmong } from './kustomizations.ts';
import type { Source } from './source.ts';

/** Files with what programs make of them, and what of it could not be made. */
export interface Built {
  readonly inputs: readonly Input[];
  /** Sentences for people: what was built, and what was not. */
  readonly notes: readonly string[];
  readonly leftAlone: readonly LeftAlone[];
  /** Kustomizations that kubectl refuses. */
  readonly problems: readonly Problem[];
}

/** Runs a program; what it prints, or what it says about its failure. */
export type Runner = (
  program: Source['program'],
  args: readonly string[],
) => Promise<{ readonly text: string } | { readonly failure: string }>;

const AT_ONCE = 4;
const LONGEST_MS = 30_000;
const TOO_LONG = `it took longer than ${LONGEST_MS / 1000} s`;
const LARGEST_OUTPUT = 64 * 1024 * 1024;
const words = { kubectl: ['kustomization', 'kustomizations'], helm: ['chart', 'charts'] } as const;

/** Builds kustomizations and renders charts where their programs are there; all other files stay as they are. */
export async function buildAll(
  inputs: readonly Input[],
  has = (program: string) => findProgram(program) !== undefined,
  run: Runner = call,
): Promise<Built> {
  const { sources, patches } = kustomizationsAmong(inputs);
  const all = [...sources, ...chartsAmong(inputs)];
  const missing = [...new Set(all.map(({ program }) => program))].filter((name) => !has(name));
  const possible = all.filter(
    ({ program, obstacle }) => !missing.includes(program) && obstacle === undefined,
  );
  if (possible.length > 0) console.error(`building ${counts(possible)} …`);
  const results = await inParallel(possible, AT_ONCE, ({ program, args }) => run(program, args));
  const outputs = possible.flatMap(({ input: { file }, parts, affixes }, index): Input[] => {
    const result = results[index]!;
    return 'text' in result ? [{ file, text: result.text, parts, affixes }] : [];
  });
  const done = new Set(
    outputs.flatMap(({ file, parts = [] }) => [file, ...parts.map((one) => one.file)]),
  );
  const failed = possible.flatMap((source, index) => {
    const result = results[index]!;
    return 'failure' in result ? [{ source, failure: result.failure }] : [];
  });
  const impossible = all.flatMap((source) =>
    source.obstacle === undefined || missing.includes(source.program)
      ? []
      : [notBuilt(source, source.obstacle)],
  );
  const ofCharts = new Set(
    all.flatMap(({ program, input, parts }) =>
      program === 'helm' && !done.has(input.file) ? parts.map(({ file }) => file) : [],
    ),
  );
  const otherwise = (file: string) =>
    patches.has(file)
      ? 'a patch of kustomize'
      : ofCharts.has(file)
        ? 'a part of a chart'
        : undefined;
  const without = missing.map((name) => {
    const left = all.filter(({ program }) => program === name);
    const instead = name === 'helm' ? 'were left alone' : 'were checked as they are';
    return `${counts(left)} not built, because ${name} is not on your PATH: the files ${instead}`;
  });
  const built = possible.filter((_, index) => 'text' in results[index]!);
  return {
    inputs: [
      ...inputs.filter(({ file }) => !done.has(file) && otherwise(file) === undefined),
      ...outputs,
    ],
    notes: [
      ...(built.length > 0 ? [`built: ${counts(built)}`] : []),
      ...without,
      ...impossible,
      ...failed.flatMap((one) => {
        const excuse = excuseOf(one);
        return excuse === undefined ? [] : [notBuilt(one.source, excuse)];
      }),
    ],
    problems: failed.filter((one) => excuseOf(one) === undefined).map(refused),
    leftAlone: inputs.flatMap(({ file }) => {
      const what = done.has(file) ? undefined : otherwise(file);
      return what === undefined ? [] : [{ file, what }];
    }),
  };
}

interface Failed {
  readonly source: Source;
  readonly failure: string;
}

// A chart may need values that only who applies it has.
function excuseOf({ source: { program }, failure }: Failed): string | undefined {
  return program === 'helm' || failure === TOO_LONG ? reasonIn(failure) : excuseFor(failure);
}

function refused({ source, failure }: Failed): Problem {
  return {
    place: { file: source.input.file },
    message: `kubectl can't build it: ${reasonIn(failure)}`,
    fix: 'correct it: until then, its files are checked as they are',
  };
}

function notBuilt({ input: { file }, program }: Source, why: string): string {
  const instead = program === 'helm' ? 'left alone' : 'checked as they are';
  return `${file} was not built, and its files were ${instead}: ${why}`;
}

function counts(sources: readonly Source[]): string {
  return (['kubectl', 'helm'] as const)
    .map((program) => [program, sources.filter((one) => one.program === program).length] as const)
    .filter(([, count]) => count > 0)
    .map(([program, count]) => `${count} ${words[program][count === 1 ? 0 : 1]}`)
    .join(' and ');
}

const call: Runner = (program, args) =>
  new Promise((resolve) => {
    const options = { timeout: LONGEST_MS, maxBuffer: LARGEST_OUTPUT };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (!error) resolve({ text: stdout });
      else resolve({ failure: error.killed === true ? TOO_LONG : failureIn(stderr) });
    });
  });
