import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exercisesOf } from '../../../scripts/report/exercises/exercises.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, type Overrides, options } from '../../support/configs.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

function commandsIn(overrides: Overrides = {}): string[] {
  return exercisesOf(synthesize(configOf(overrides))).flatMap(({ steps }) =>
    steps.flatMap(({ commands }) => commands),
  );
}

/** A Markdown file's commands, by the heading above them. */
function commandsByHeading(markdown: string): Map<string, string[]> {
  return new Map(
    markdown.split(/^## /m).map((section): [string, string[]] => {
      const heading = section.slice(0, section.indexOf('\n'));
      const blocks = [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
      return [heading, blocks.flatMap((block) => block.trimEnd().split('\n'))];
    }),
  );
}

describe('one source of commands', () => {
  const exercises = exercisesOf(synthesize(configOf()));
  const documented = commandsByHeading(read('docs/exercises.md'));

  test.each([1, 2, 3, 4, 5, 6])('exercise %i is as docs/exercises.md has it', (number) => {
    const exercise = exercises.find((one) => one.number === number);
    const commands = (exercise?.steps ?? []).flatMap((step) =>
      step.commands.join('\n').split('\n'),
    );
    const inDocs = documented.get(`${number}. ${exercise?.title}`) ?? [];
    // How far one has come is asked of a command of this project.
    const isOurs = (line: string) => line.startsWith('npm run');
    expect(commands.filter((line) => !isOurs(line))).toEqual(
      inDocs.filter((line) => !isOurs(line)),
    );
    expect(commands.length).toBeGreaterThan(0);
  });

  test('so is cleaning up', () => {
    const steps = exercises.find(({ title }) => title === 'Clean up')?.steps ?? [];
    expect(steps.flatMap(({ commands }) => commands)).toEqual(documented.get('Clean up'));
  });

  test('every concept is applied as docs/exercises.md does it', () => {
    const steps = exercises.find(({ title }) => title.startsWith('Concepts'))?.steps ?? [];
    const commands = steps.flatMap((step) => step.commands);
    expect(commands.length).toBeGreaterThan(5);
    const inDocs = documented.get('Concepts, shown working') ?? [];
    expect(commands.filter((command) => !inDocs.includes(command))).toEqual([]);
  });

  test("README's table applies the same files", () => {
    const rows = read('README.md').matchAll(/^\|[^|]*\|[^|]*\| `((?:kubectl|eksctl) [^`]*)` \|$/gm);
    const files = [...rows].flatMap(([, command = '']) => command.match(/dist\/\S+/g) ?? []);
    expect(files.length).toBeGreaterThan(6);
    const applied = new Set(
      commandsIn().flatMap((command) => command.match(/(?<=(apply|create cluster) -f )\S+/g) ?? []),
    );
    expect(files.filter((file) => !applied.has(file))).toEqual([]);
  });

  test('the AWS Load Balancer Controller is installed as docs/ingress.md has it', () => {
    const helm = commandsIn({ ingress: { controller: 'alb' } }).filter((command) =>
      command.startsWith('helm '),
    );
    const block = /^```sh\n(helm .*?)^```/ms.exec(read('docs/ingress.md'))?.[1];
    expect(`${helm.join('\n')}\n`).toBe(block);
  });
});

describe.each(Object.entries(options))('%s', (_, overrides) => {
  const subject = synthesize(configOf(overrides));
  const exercises = exercisesOf(subject);
  const commands = exercises.flatMap(({ steps }) => steps.flatMap((step) => step.commands));

  test('no command names a file that synth does not make', () => {
    const made = [...subject.files.map(({ path }) => path), subject.clusterConfig?.path].map(
      (path) => `dist/${subject.config.name}/${path}`,
    );
    const named = commands.flatMap((command) => command.match(/dist\/\S+/g) ?? []);
    expect(named.filter((file) => !made.includes(file))).toEqual([]);
  });

  test('every exercise has commands, or says why not', () => {
    for (const { steps, missing } of exercises) {
      expect(steps.length > 0).toBe(missing === undefined);
    }
  });

  test('what must be made by hand is told', () => {
    for (const { command } of subject.prerequisites) expect(commands).toContain(command);
  });
});
