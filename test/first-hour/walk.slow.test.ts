import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { programs } from '../../tables/programs.ts';
import { commandGroups } from '../../scripts/shared/commands.ts';
import { helpOf, projectFile } from '../support/processes.ts';
import { adviceIn, type Known, knownFrom, missingFiles } from './support/advice.ts';
import { type Heard, listenTo } from './support/listen.ts';
import { Newcomer } from './support/newcomer.ts';
import { commandsOf, proseOf } from './support/page-commands.ts';
import { standIns } from './support/stand-ins.ts';

// A newcomer types what the README and the exercises tell them to, one after the other, and then what they are told by that.

const pages = ['README.md', 'docs/exercises.md'];
// Each has a check of its own in .ci/run, and takes long.
const elsewhere = new Set(['npm ci', 'npm test']);
// What runs to its end by itself, and is there for who has a cluster.
const followed = new Set(
  Object.entries(commandGroups)
    .slice(0, 3)
    .flatMap(([, commands]) => Object.keys(commands))
    .filter((name) => !['test', 'rehearse'].includes(name)),
);
const LONGEST = 600_000;

const limitMs = 2000 * slowness();
const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const asked = new Map<string, Promise<Known>>();

/** A command's flags as its --help tells them; undefined where there is no such command. */
function flagsOf(name: string): Promise<Known> | undefined {
  if (!(name in scripts)) return undefined;
  const known = asked.get(name) ?? helpOf(name).then(knownFrom);
  asked.set(name, known);
  return known;
}

describe.each([
  ['without eksctl, kubectl, aws and credentials', false],
  ['with the three, and with keys that AWS does not know', true],
])('%s', (_, hasPrograms) => {
  const newcomer = new Newcomer();

  beforeAll(async () => {
    if (!hasPrograms) return;
    for (const [program, script] of Object.entries(standIns)) newcomer.install(program, script);
    await newcomer.signIn();
  });

  afterAll(() => newcomer.leave());

  test(
    'every command of the pages, and what it advises, speaks in time and says why it fails',
    async () => {
      const faults: string[] = [];
      const ended: Record<string, number | null> = {};
      const advised = new Set<string>();
      const heed = async (who: string, text: string) => {
        faults.push(...missingFiles(text, newcomer.clone).map((file) => `${who}: no ${file}`));
        for (const advice of await adviceIn(text, flagsOf)) {
          if (advice.problem) faults.push(`${who} advises ${advice.line}: ${advice.problem}`);
          else if (!advice.isPattern && followed.has(advice.name)) advised.add(advice.line);
        }
      };
      const type = async (line: string) => {
        const heard = await newcomer.type(line);
        ended[line] = heard.code;
        faults.push(...faultsOf(heard, hasPrograms).map((fault) => `${line}: ${fault}`));
        await heed(line, saidIn(heard));
      };
      for (const page of pages) {
        for (const line of commandsOf(page).flatMap((each) => each.split(' && '))) {
          if (elsewhere.has(line) || !(hasPrograms || line.startsWith('npm'))) continue;
          await type(line);
        }
        await heed(page, proseOf(page));
      }
      // A set goes on with what is added on the way.
      for (const line of advised) if (!(line in ended)) await type(line);
      expect(faults).toEqual([]);
      // What needs nothing but Node works.
      expect(ended).toMatchObject({
        'npm start': 0,
        'npm run allow-me': 0,
        'npm run synth': 0,
        'npm run preflight': 1,
        'npm run up -- --only cluster': 2,
        'npm run verify': hasPrograms ? 1 : 2,
      });
    },
    LONGEST,
  );
});

test('npm ci is typed once', () => {
  const installs = pages.flatMap(commandsOf).filter((line) => line.includes('npm ci'));
  expect(installs).toHaveLength(1);
});

test('who works without a word is noticed, and who speaks meanwhile is not', async () => {
  const here = { cwd: projectFile('.'), env: {} };
  const work = 'for (let end = process.cpuUsage().user + 150e3; process.cpuUsage().user < end;);';
  const hear = async (...steps: string[]) =>
    (await listenTo(process.execPath, ['-e', steps.join('\n')], here)).silentMs;
  const word = "require('node:fs').writeSync(1, 'word\\n');";
  const silent = await hear(work, work, work, work, word);
  expect(silent).toBeGreaterThan(500);
  expect(await hear(word, work, word, work, word, work, word, work, word)).toBeLessThan(silent);
});

function saidIn({ stdout, stderr }: Heard): string {
  // npm's own lines say what it calls.
  return `${stdout}\n${stderr}`.replaceAll(/^> .*$/gm, '').trim();
}

function faultsOf(heard: Heard, hasPrograms: boolean): string[] {
  const { code, stderr, silentMs } = heard;
  const words = saidIn(heard);
  const isUnsigned = /no AWS credentials were found/.test(words);
  const untold = Object.keys(programs).filter((program) => !words.includes(program));
  return [
    ...(/^\s+at .+(:\d+:\d+\)?|\(native\))$/m.test(words) ? [`prints a stack: ${words}`] : []),
    ...(/This should not have happened/.test(words) ? [words] : []),
    ...(code !== 0 && code !== 1 && code !== 2 ? [`ends with ${code}: ${words}`] : []),
    ...(code !== 0 && words === '' ? ['fails without a word'] : []),
    ...(code === 2 && stderr.trim() === '' ? [`fails without a word on stderr: ${words}`] : []),
    ...(silentMs > limitMs ? [`works for ${silentMs} ms without a word`] : []),
    ...(!hasPrograms && isUnsigned && untold.length > 0
      ? [`does not say that ${untold.join(', ')} is missing, too`]
      : []),
  ];
}

// How much slower than usual this computer is now, by a work that is always the same.
function slowness(): number {
  const USUAL_MS = 400;
  const script =
    'let x = 1; for (let i = 0; i < 3e7; i++) x = (x * 16807) % 2147483647; const { user } = process.cpuUsage(); console.log(user, x)';
  const [micros] = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).split(' ');
  return Math.max(1, Number(micros) / 1000 / USUAL_MS);
}
