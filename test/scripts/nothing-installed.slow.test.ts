import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runScript } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const home = temporaryFolder();
mkdirSync(join(home, 'bin'));
const bare = {
  HOME: home,
  PATH: join(home, 'bin'),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: '',
  AWS_SHARED_CREDENTIALS_FILE: '',
};

test.each([
  ['up', []],
  ['status', []],
  ['kubeconfig', []],
  ['verify', []],
  ['who', []],
  ['pause', []],
  ['nodeport', ['open']],
  ['down', []],
])('%s tells at once which programs and credentials are missing', async (command, args) => {
  const { code, stderr } = await runScript(`scripts/${command}.ts`, args, { env: bare });
  expect(code).toBe(2);
  expect(stderr).toContain(
    'no AWS credentials were found\nsign in: aws configure, or aws sso login',
  );
  for (const program of ['eksctl', 'kubectl', 'aws']) {
    expect(stderr).toMatch(new RegExp(`^(  ${program}: |${program} is not installed)`, 'm'));
  }
  expect(stderr).not.toContain('    at ');
});
