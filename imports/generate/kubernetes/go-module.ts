import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { ImportError } from '../import-error.ts';

/** The folder in Go's module cache that holds a module, downloaded when it isn't there yet. */
export function goModule(module: string, version: string): string {
  const name = `${module}@${version}`;
  const run = spawnSync('go', ['mod', 'download', '-json', name], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
  });
  if (run.error && 'code' in run.error && run.error.code === 'ENOENT') {
    throw new ImportError(
      `There is no go on the PATH, and ${name} is downloaded with it: https://go.dev/doc/install.`,
    );
  }
  if (run.error) throw run.error;
  const answer = JSON.parse(run.stdout || '{}') as { Dir?: string; Error?: string };
  if (answer.Dir === undefined) {
    throw new ImportError(`${name} can't be downloaded: ${answer.Error ?? run.stderr.trim()}`);
  }
  return answer.Dir;
}
