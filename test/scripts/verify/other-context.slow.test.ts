import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// Two clusters, and kubectl's current context is the other one's.
const view = {
  'current-context': 'try134.us-west-2',
  clusters: [{ cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ user: { exec: { args: ['eks', 'get-token', '--cluster-name', 'try134'] } } }],
};
const SAYS = "kubectl's current context is try134.us-west-2, not sock-shop.us-west-2";
const FIX = 'npm run kubeconfig -- --cluster sock-shop';
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['clusters', 'bin']) mkdirSync(join(folder, name));
  for (const name of ['sock-shop', 'try134']) {
    const text = `name: ${name}\nowner: dev\naccess: { from: [8.8.8.8/32] }\nlearners: [{ name: ann, principal: "arn:aws:iam::111122223333:user/ann" }]\n`;
    writeFileSync(join(folder, 'clusters', `${name}.yaml`), text);
  }
  symlinkSync(process.execPath, join(folder, 'bin', 'node'));
  const kubectl = join(folder, 'bin', 'kubectl');
  writeFileSync(
    kubectl,
    `#!${process.execPath}
require('node:fs').appendFileSync('${folder}/calls', process.argv.slice(2).join(' ') + '\\n');
console.log('${JSON.stringify(view)}');
`,
  );
  chmodSync(kubectl, 0o755);
});

const verify = (...args: string[]) =>
  runScript('scripts/verify.ts', ['--cluster', 'sock-shop', ...args], {
    cwd: folder,
    env: { PATH: join(folder, 'bin'), HOME: folder },
  });
const reading = () =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('config view '));

test('each exercise has that alone to say, and nothing is read or kept', async () => {
  const { code, stdout, stderr } = await verify('--without-aws');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout.split(`wrong        kubectl is connected to it: ${SAYS}`)).toHaveLength(7);
  expect(stdout).toMatch(new RegExp(`0 of 6 done\\.\\nNext: ${FIX}\\n$`));
  expect(stdout).not.toContain('dist/');
  expect(reading()).toEqual([]);
  expect(existsSync(join(folder, 'reports'))).toBe(false);
});

test.each([[['--learner', 'ann']], [['--cohort']]])('%j is refused', async (args) => {
  const { code, stdout, stderr } = await verify(...args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `${SAYS}\n${FIX}\n` });
  expect(reading()).toEqual([]);
});
