import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ControlPlaneError } from '../../control-plane/control-plane-error.ts';
import { prepare } from '../../scripts/practice/prepare.ts';
import { Progress } from '../../terminal/progress.ts';
import { UsageError } from '../../terminal/usage-error.ts';

// Runs the tests that need practice: its programs are built and installed first, unless they are there already.

const BAD_INPUT = 2;

async function main(): Promise<number> {
  await prepare(new Progress());
  const root = join(import.meta.dirname, '../..');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const config = join(import.meta.dirname, 'jest.config.cjs');
  const args = [jest, '--config', config, '--runInBand', ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status ?? 1;
}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof ControlPlaneError || error instanceof UsageError)) throw error;
  const fix = error instanceof UsageError && error.fix ? ` ${error.fix}` : '';
  console.error(`practice was not tried: ${error.message}${fix}`);
  return BAD_INPUT;
});
