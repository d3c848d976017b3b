import { setTimeout as sleep } from 'node:timers/promises';
import type { Finished } from '../../support/processes.ts';
import { isRunAsWritten, runInShell, runnable, type Step } from './docs-commands.ts';
import type { World } from './world.ts';

const SECONDS = 5;
const PAUSE_MS = 500;

// What is another in each run and on each cluster. Kubernetes makes names of these letters and digits alone.
const volatile: readonly (readonly [RegExp, string])[] = [
  [/\bip-[\d-]+\.[\w.-]+\.internal\b/g, 'NODE'],
  [/\S+\.elb\.\S+/g, 'BALANCER'],
  [/-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '-POD'],
  [/\bv1\.\d+\.\d+\b\S*/g, 'VERSION'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, 'ADDRESS'],
  [/(?<=\d:)(?!32000)3[0-2]\d{3}(?=\/TCP)/g, 'PORT'],
  [/(?<=\s)(?:\d+[dhms])+(?=\s|$)/g, 'AGE'],
  [/ +/g, ' '],
];

/** What of an output is the same in every run; the rows of a table in one order, as names sort otherwise each time. */
export function lasting(output: string): string {
  const [first = '', ...rest] = volatile
    .reduce((text, [pattern, word]) => text.replaceAll(pattern, word), output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [first, ...(first.startsWith('NAME') ? rest.sort() : rest)].join('\n');
}

/** Runs a step's commands in turn; those that only look are asked again, until the output is the one that is shown. */
export async function outputOf(world: World, step: Step): Promise<string> {
  const { commands, shown = '' } = step;
  const others = commands.filter((command) => !isRunAsWritten(command));
  if (others.length > 0) throw new Error(`no output can be shown of ${others.join(', ')}`);
  const outputs: string[] = [];
  for (const command of commands) outputs.push(printed(command, await run(world, command)));
  const deadline = Date.now() + SECONDS * 1000;
  while (lasting(outputs.join('')) !== lasting(shown) && Date.now() < deadline) {
    await sleep(PAUSE_MS);
    for (const [index, command] of commands.entries()) {
      if (isLook(command)) outputs[index] = printed(command, await run(world, command));
    }
  }
  return outputs.join('');
}

function run(world: World, command: string): Promise<Finished> {
  return runInShell(world, runnable(command));
}

function printed(command: string, { code, stdout, stderr }: Finished): string {
  if (code !== 0) throw new Error(`${command}: ${stderr}`);
  return stdout;
}

function isLook(command: string): boolean {
  return /^kubectl (get|rollout history) /.test(command);
}
