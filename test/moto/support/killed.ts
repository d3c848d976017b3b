import { spawn } from 'node:child_process';
import { type Account, projectFile } from './account.ts';

/** Runs a command until something has happened, and kills it there, as a closed terminal or a power cut would. */
export async function killedAt(
  account: Account,
  command: string,
  args: readonly string[],
  moment: Promise<void>,
): Promise<void> {
  const loader = projectFile('node_modules/tsx/dist/loader.mjs');
  const child = spawn(
    process.execPath,
    ['--import', loader, projectFile(`scripts/${command}.ts`), ...args],
    {
      cwd: account.folder,
      env: { ...process.env, PATH: account.programs.folder },
      stdio: 'ignore',
    },
  );
  const ended = new Promise((resolve) => child.on('close', resolve));
  await Promise.race([moment, ended]);
  child.kill('SIGKILL');
  await ended;
}
