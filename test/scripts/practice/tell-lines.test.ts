import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../../aws/programs/find.ts';
import { TOLD } from '../../../scripts/practice/environment.ts';
import { fishTellLines, tellLines } from '../../../scripts/practice/tell-lines.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const shells = [
  ['bash', tellLines],
  ['zsh', tellLines],
  ['fish', fishTellLines],
] as const;
const here = shells.filter(([name]) => findProgram(name) !== undefined);

test.each(here)('%s tells each line once, before the prompt that is next', (shell, lines) => {
  const folder = temporaryFolder();
  const tells = 'practice_tells';
  const say = (line: string) => `echo ${line} >> '${join(folder, TOLD)}'`;
  const script = [...lines(folder), tells, say('one'), tells, say('two'), tells, tells];
  expect(run(shell, script)).toEqual({ stdout: 'one\ntwo\n', stderr: '' });
});

test.each(here)('%s does not tell what was said before it began', (shell, lines) => {
  const folder = temporaryFolder();
  const told = join(folder, TOLD);
  writeFileSync(told, 'old\nolder\n');
  const script = [...lines(folder), 'practice_tells', `echo new >> '${told}'`, 'practice_tells'];
  expect(run(shell, script)).toEqual({ stdout: 'new\n', stderr: '' });
});

function run(shell: string, script: readonly string[]) {
  const { stdout, stderr } = spawnSync(shell, ['-c', script.join('\n')], { encoding: 'utf8' });
  return { stdout, stderr };
}
