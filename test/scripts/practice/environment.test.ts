import { mkdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  afterPractice,
  type Environment,
  environmentAt,
  within,
} from '../../../scripts/practice/environment.ts';
import { exportLines } from '../../../scripts/practice/export-lines.ts';
import { runsFor } from '../../../scripts/practice/front.ts';
import { writeState } from '../../../scripts/practice/state.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const mine = { HOME: '/home/me', AWS_REGION: 'eu-west-1', PATH: '/usr/bin:/bin' };

function practiceAt(folder: string, pid = 1, more: Record<string, string> = {}): Environment {
  const authority = `${folder}/authority.pem`;
  const places = { folder, pid, aws: `http://aws-${pid}`, outside: `http://outside-${pid}` };
  return environmentAt({ ...places, authority, programs: [], more });
}

const LOW = { EKS_PRACTICE_LOW_PORTS: '20000' };

test('after a practice, an environment has nothing of it, and all else', () => {
  const inPractice = within(mine, practiceAt('/practice', 1, LOW));
  expect(afterPractice(inPractice)).toEqual(mine);
  expect(afterPractice(mine)).toBe(mine);
});

test('a later practice takes the place of an earlier one', () => {
  const earlier = within(mine, practiceAt('/practice', 1, LOW));
  const later = practiceAt('/practice', 2);
  expect(within(afterPractice(earlier), later)).toEqual(within(mine, later));
  const lines = exportLines(later, earlier);
  expect(lines[0]).toMatch(/unset EKS_PRACTICE_LOW_PORTS \|\|/);
  expect(lines).toContain('export EKS_PRACTICE_PID=2');
});

test('a shell is in practice as long as its own practice runs, and not a later one', () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const shell = within(mine, practiceAt(folder, process.pid));
  const runs = (pid: number) => {
    writeState(folder, { pid, port: 1, secret: '', since: '' });
    return runsFor(shell);
  };
  expect(runsFor(shell)).toBe(false);
  expect(runs(process.pid)).toBe(true);
  expect(runs(process.ppid)).toBe(false);
  expect(runsFor(mine)).toBe(false);
  const dead = 2 ** 30;
  writeState(folder, { pid: dead, port: 1, secret: '', since: '' });
  expect(runsFor(within(mine, practiceAt(folder, dead)))).toBe(false);
});
