import { join } from 'node:path';
import { quote } from '../../terminal/shell.ts';
import { TOLD } from './environment.ts';

// What practice has to say comes before the next prompt, and not between the lines of a program. What it said before the
// shell began may be true no more.

/** The lines of bash and zsh that make a command of it, practice_tells. */
export function tellLines(folder: string): string[] {
  const file = quote(join(folder, TOLD));
  return [
    'practice_told=0',
    `[ ! -f ${file} ] || practice_told=$(($(wc -l < ${file})))`,
    `practice_tells() {`,
    `  [ -f ${file} ] || return`,
    `  tail -n "+$((practice_told + 1))" ${file}`,
    `  practice_told=$(($(wc -l < ${file})))`,
    `}`,
  ];
}

/** The lines of fish, which calls it before each prompt. */
export function fishTellLines(folder: string): string[] {
  const file = quote(join(folder, TOLD));
  return [
    'set -g practice_told 0',
    `test -f ${file}; and set -g practice_told (wc -l < ${file} | string trim)`,
    'function practice_tells --on-event fish_prompt',
    `  test -f ${file}; or return`,
    `  tail -n +(math $practice_told + 1) ${file}`,
    `  set -g practice_told (wc -l < ${file} | string trim)`,
    'end',
  ];
}
