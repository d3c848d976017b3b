import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findProgram } from '../../aws/programs/find.ts';
import { findBinary } from '../../control-plane/binaries.ts';
import { buildGroup } from '../../control-plane/build-group.ts';
import { group } from '../../control-plane/components.ts';
import { ControlPlaneError } from '../../control-plane/control-plane-error.ts';
import { Progress } from '../../terminal/progress.ts';

// Runs the tests that need the real eksctl. It is built first, unless it is there already.

const BAD_INPUT = 2;

async function main(): Promise<number> {
  const isBuilt = await findBinary('eksctl', 'eksctl').then(Boolean, () => false);
  if (!isBuilt && !findProgram('go')) {
    return refuse('it is not built yet, and that needs Go 1.26 (https://go.dev/dl)');
  }
  if (!isBuilt) await buildGroup(group('eksctl'), new Progress());
  const root = join(import.meta.dirname, '../..');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const config = join(import.meta.dirname, 'jest.config.cjs');
  const args = [jest, '--config', config, ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status ?? 1;
}

function refuse(why: string): number {
  console.error(`eksctl was not run: ${why}.`);
  return BAD_INPUT;
}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof ControlPlaneError)) throw error;
  return refuse(error.message);
});
