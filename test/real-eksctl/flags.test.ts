import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findBinary } from '../../control-plane/binaries.ts';
import { eksctlChange } from '../support/eksctl-change.ts';
import { planCases } from '../support/plan-cases.ts';
import { projectFile, runProgram } from '../support/processes.ts';

// Every call of eksctl that a page or a command prints, or makes, is one that eksctl knows, with flags that it knows.
const VERBS =
  'associate|create|delete|disassociate|drain|enable|get|scale|set|unset|update|upgrade|utils';

interface Call {
  readonly words: string;
  readonly flags: readonly string[];
}

const texts = ['README.md', 'aws', 'checks', 'docs', 'eksctl', 'scripts', 'synth'].flatMap(read);

function read(path: string): string[] {
  if (/\.(md|ts)$/.test(path)) return [readFileSync(projectFile(path), 'utf8')];
  return readdirSync(projectFile(path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || /\.(md|ts)$/.test(entry.name))
    .flatMap(({ name }) => read(join(path, name)));
}

/** As a person types them, in pages and messages; what follows on the line is theirs up to the next call. */
const typed: Call[] = texts.flatMap((text) =>
  [
    ...text.matchAll(
      new RegExp(`\\beksctl ((?:${VERBS}) [a-z][a-z-]+)(.*?)(?=\\beksctl |$)`, 'gm'),
    ),
  ].map(([, words = '', rest = '']) => ({
    words,
    flags: flagsIn(rest.replace('${clusterFlags(context)}', '--cluster x --region y')),
  })),
);

/** As arguments, in the code that calls eksctl. */
const called: Call[] = texts
  .filter((text) => /\beksctl\('|'eksctl'/.test(text))
  .flatMap((text) =>
    [...text.matchAll(new RegExp(`\\[\\s*'(${VERBS})',\\s*'([a-z-]+)'([^\\]]*)`, 'g'))].map(
      ([, verb, noun, rest = '']) => ({ words: `${verb} ${noun}`, flags: flagsIn(rest) }),
    ),
  );

/** Every command that plan prints for the cases of its table. */
const planned: Call[] = planCases.flatMap(({ before, after }) =>
  eksctlChange(before, after)
    .steps.flatMap((command) => /(?:^|\| )eksctl (.*)$/.exec(command)?.[1] ?? [])
    .map((line) => {
      const [verb = '', noun = ''] = line.split(' ');
      return { words: `${verb} ${noun}`, flags: flagsIn(line) };
    }),
);

function flagsIn(text: string): string[] {
  return [...text.matchAll(/(?<=^|[\s'`])(?:--[a-z][a-z-]+|-f)\b/g)].map(([flag]) => flag);
}

test('eksctl knows every call of it, and every flag', async () => {
  const flagsOf = new Map<string, Set<string>>();
  for (const { words, flags } of [...typed, ...called, ...planned]) {
    flagsOf.set(words, new Set([...(flagsOf.get(words) ?? []), ...flags]));
  }
  // What the upgrade of a cluster needs is among them: the texts are read as they should be.
  expect([...(flagsOf.get('upgrade cluster') ?? [])]).toEqual(
    expect.arrayContaining(['--approve', '--name', '--region', '--version']),
  );
  expect(planned.length).toBeGreaterThan(100);
  const eksctl = await findBinary('eksctl', 'eksctl');
  const unknown: string[] = [];
  for (const [words, flags] of flagsOf) {
    const { stdout } = await runProgram(eksctl, [...words.split(' '), '--help']);
    if (!stdout.includes(`Usage: eksctl ${words}`)) unknown.push(words);
    const known = new Set(stdout.match(/(?<=^|\s)(?:--[a-z][a-z0-9-]+|-f)\b/g));
    for (const flag of flags) if (!known.has(flag)) unknown.push(`${words} ${flag}`);
  }
  expect(unknown).toEqual([]);
});
