import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CONNECTION } from '../../verify/connection.ts';
import type { Exercise } from '../../verify/exercise.ts';
import type { Fault } from './fault.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'program.cjs');

/** What verify sees: exercises, or why it could not look. */
export interface Seen {
  readonly exercises: readonly Exercise[];
  readonly complaint: string;
}

/** Calls verify as its user does. */
export async function lookAt(cluster: string): Promise<Seen> {
  const args = [PROGRAM, 'verify', '--cluster', cluster, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  await new Promise<void>((resolve) => child.on('close', () => resolve()));
  try {
    return { exercises: JSON.parse(said.out) as Exercise[], complaint: said.err };
  } catch {
    return { exercises: [], complaint: said.err || said.out };
  }
}

/** What verify says of a fault, or why it did not look at the fault's cluster; nothing where it is content. */
export function sayingOf(fault: Fault, { exercises, complaint }: Seen): string[] {
  const open = exercises
    .filter(({ number }) => fault.exercises.includes(number))
    .flatMap(({ items }) => items)
    .filter(({ state }) => state !== 'done')
    .map(({ what, evidence }) => `${what}: ${evidence}`);
  const all = exercises.length > 0 ? open : [complaint];
  return all.filter((line) => fault.named.test(line) || line.startsWith(`${CONNECTION}: `));
}
