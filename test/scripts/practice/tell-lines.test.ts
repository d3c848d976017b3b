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
  const tells = 'practice_tells';
  const folder = temporaryFolder();
  writeFileSync(join(folder, TOLD), 'one\n');
  const script = [...lines(folder), tells, `echo two >> '${join(folder, TOLD)}'`, tells, tells];
  const { stdout, stderr } = spawnSync(shell, ['-c', script.join('\n')], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'one\ntwo\n', stderr: '' });
});
