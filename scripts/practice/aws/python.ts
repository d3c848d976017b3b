import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../../aws/programs/find.ts';
import { cacheRoot } from '../../../control-plane/cache.ts';
import { withLock } from '../../../control-plane/lock.ts';
import type { Progress } from '../../../terminal/progress.ts';
import { UsageError } from '../../../terminal/usage-error.ts';

const run = promisify(execFile);
const requirements = join(import.meta.dirname, 'requirements.txt');

/** A program of the virtual environment that moto and the AWS CLI lie in, which is made when it is missing. */
export async function pythonProgram(
  name: 'python' | 'moto_server' | 'aws' | 'cfn-lint',
  progress?: Progress,
): Promise<string> {
  const folder = environmentFolder();
  if (!isInstalled(folder)) {
    const waiting = () => progress?.line('moto and the AWS CLI: waiting for another installation');
    const install = () => installInto(folder);
    await withLock(`${folder}.lock`, waiting, async () => {
      if (isInstalled(folder)) return;
      const what = 'moto and the AWS CLI, from PyPI';
      await (progress ? progress.step(what, install) : install());
    });
  }
  return join(folder, 'bin', name);
}

/** Whether that environment is there already. */
export function isPythonThere(): boolean {
  return isInstalled(environmentFolder());
}

function environmentFolder(): string {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  return join(dirname(cacheRoot()), `moto-${hash}`);
}

const stamp = (folder: string): string => join(folder, 'installed');

const isInstalled = (folder: string): boolean => existsSync(stamp(folder));

async function installInto(folder: string): Promise<void> {
  const python = findProgram('python3');
  if (!python) {
    throw new UsageError('Python is needed to play AWS, and there is no python3 on the PATH');
  }
  rmSync(folder, { recursive: true, force: true });
  try {
    await run(python, ['-m', 'venv', folder]);
  } catch (error) {
    throw new UsageError(
      `python3 can't make a virtual environment: ${lastLine(error)}`,
      'install its module venv (on Debian and Ubuntu: sudo apt install python3-venv)',
    );
  }
  try {
    await run(join(folder, 'bin', 'pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      requirements,
    ]);
  } catch (error) {
    throw new UsageError(
      `moto and the AWS CLI can't be installed from PyPI: ${lastLine(error)}`,
      'run it again once PyPI answers: python3 -m pip download moto tells more',
    );
  }
  writeFileSync(stamp(folder), '');
}

function lastLine(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string } & Error;
  const said = [stderr, stdout, message].find((text) => text?.trim()) ?? 'it says nothing';
  return said.trim().split('\n').at(-1) ?? said;
}
