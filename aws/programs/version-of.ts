import { type ProgramFacts, type ProgramName, programs } from '../../tables/programs.ts';
import { capture } from './call.ts';

const LONGEST_MS = 20_000;

/** The version that one of the user's programs says it has; undefined where it says none. */
export async function versionOf(program: ProgramName): Promise<string | undefined> {
  const { stdout, stderr } = await capture(program, programs[program].version, {
    longestMs: LONGEST_MS,
  });
  return /\d+\.\d+\.\d+/.exec(`${stdout}\n${stderr}`)?.[0];
}

/** Whether a program of this version does what we ask of it. */
export function isNewEnough(program: ProgramName, version: string): boolean {
  const { oldest, oldestBefore }: ProgramFacts = programs[program];
  const isBefore = oldestBefore !== undefined && numbers(version)[0] === numbers(oldestBefore)[0];
  return isAtLeast(version, isBefore ? oldestBefore : oldest);
}

/** Whether a version is at least as new as another. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [own, other] = [numbers(version), numbers(oldest)];
  const index = own.findIndex((number, position) => number !== (other[position] ?? 0));
  return index === -1 || (own[index] ?? 0) > (other[index] ?? 0);
}

function numbers(version: string): number[] {
  return version.split('.').map(Number);
}
