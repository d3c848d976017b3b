import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { findProgram } from '../../../aws/programs/find.ts';
import { exportLines } from '../../../scripts/practice/export-lines.ts';

const shells = ['bash', 'zsh', 'fish'].filter((name) => findProgram(name) !== undefined);

test.each(shells)('%s is in practice by the printed lines', (shell) => {
  const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', KUBECONFIG: "/home/o'hara/my file" };
  const mine = { ...process.env, AWS_PROFILE: 'mine', AWS_SESSION_TOKEN: 'mine' };
  const lines = exportLines({ variables, path: '/practice/its programs', programs: [] }, mine);
  const { stdout, stderr } = spawnSync(shell, ['-c', 'eval "$LINES_OF_PRACTICE"; env'], {
    encoding: 'utf8',
    env: { ...mine, LINES_OF_PRACTICE: lines.join('\n') },
  });
  expect(stderr).toBe('');
  const environment = stdout.split('\n').filter((line) => /^(AWS_|KUBECONFIG=)/.test(line));
  expect(environment.sort()).toEqual([
    'AWS_ENDPOINT_URL=http://127.0.0.1:1',
    "KUBECONFIG=/home/o'hara/my file",
  ]);
  expect(stdout).toMatch(/^PATH=\/practice\/its programs:.*\/bin/m);
});
