import { type ProgramName, programs } from '../../tables/programs.ts';
import { findProgram } from './find.ts';
import { installLine } from './install-line.ts';

/** Which of the user's programs the commands on AWS would not find, and how to install each; without one that is told already. */
export function missingPrograms(told?: ProgramName): string[] {
  const names = (Object.keys(programs) as ProgramName[]).filter(
    (name) => name !== told && findProgram(name) === undefined,
  );
  if (names.length === 0) return [];
  return [
    'also not installed, or not on the PATH:',
    ...names.map((name) => `  ${name}: ${installLine(name)}`),
  ];
}
