import { join } from 'node:path';
import { findProgram } from './programs/find.ts';

/** Set in a shell of practice: where AWS is played, and its clusters with it, on this computer. */
export const PRACTICE = 'EKS_PRACTICE';

/** The folder of the programs that practice brings along, in its own folder. */
export const broughtIn = (folder: string): string => join(folder, 'bin');

/** Whether a program is one that practice brings along. */
export function isBrought(program: string): boolean {
  const { [PRACTICE]: folder } = process.env;
  return folder !== undefined && findProgram(program) === join(broughtIn(folder), program);
}
