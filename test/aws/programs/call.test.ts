import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { show, type Showing } from '../../../aws/programs/call.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// What the program says is shown; here nobody looks.
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation(() => true);
  }
  jest.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

const noAnswer = 'Unable to connect to the server: dial tcp 52.10.1.2:443: i/o timeout';

test.each(['stdout', 'stderr'] as const)(
  'a time-out that is told on %s has to do with your address',
  async (stream) => {
    await expect(failing(stream, noAnswer, { cluster: 'shop' })).rejects.toMatchObject({
      message: 'eksctl create addon failed with exit code 3',
      fix: 'what eksctl says is above; a time-out means that your address has changed: npm run allow-me -- --cluster shop --apply',
    });
  },
);

test('any other failure has not', async () => {
  await expect(failing('stderr', 'Error: no such addon')).rejects.toMatchObject({
    fix: 'what eksctl says is above',
  });
});

test('a program that ends well has not failed, whatever it said in between', async () => {
  await expect(failing('stdout', noAnswer, {}, 0)).resolves.toBeUndefined();
});

/** Calls an eksctl that says one line, and ends so. */
function failing(
  stream: 'stdout' | 'stderr',
  line: string,
  more: Showing = {},
  code = 3,
): Promise<void> {
  const folder = temporaryFolder();
  const program = join(folder, 'eksctl');
  const said = `process.${stream}.write(${JSON.stringify(`${line}\n`)}); process.exitCode = ${code};`;
  writeFileSync(program, `#!${process.execPath}\n${said}\n`);
  chmodSync(program, 0o755);
  const env = { PATH: [folder, process.env.PATH].join(delimiter) };
  return show('eksctl', ['create', 'addon'], { env, ...more });
}
