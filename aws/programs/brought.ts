import { join } from 'node:path';
import { PRACTICE } from '../../config/practice.ts';
import { findProgram } from './find.ts';

/** The folder of the programs that practice brings along, in its own folder. */
export const broughtIn = (folder: string): string => join(folder, 'bin');

/** Whether a program is one that practice brings along. */
export function isBrought(program: string): boolean {
  const { [PRACTICE]: folder } = process.env;
  return folder !== undefined && findProgram(program) === join(broughtIn(folder), program);
}
