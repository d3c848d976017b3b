import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { HANG_UP } from '../../../scripts/practice/hang-up.ts';

const JOB = `sh -c 'trap "echo hung up; exit" HUP; sleep 5 & wait' & sleep 0.5`;

test('the jobs of a shell end with it', () => {
  expect(bash(['set -m', HANG_UP, JOB])).toBe('hung up\n');
});

test('what a user wants at the end of bash is done', () => {
  expect(bash(["trap 'echo mine' EXIT", HANG_UP])).toBe('mine\n');
});

function bash(lines: readonly string[]): string {
  return spawnSync('bash', ['-c', lines.join('\n')], { encoding: 'utf8', timeout: 20_000 }).stdout;
}
