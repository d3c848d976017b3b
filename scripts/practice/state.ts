import { mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { replaceFile } from '../../output/replace-file.ts';
import { eksctlLock } from './eksctl-lock.ts';

/** What one file says of the practice that runs. */
export interface State {
  readonly pid: number;
  /** Where the daemon listens, and what it asks for before it listens to anybody. */
  readonly port: number;
  readonly secret: string;
  readonly since: string;
}

/** Practice's one folder, which is there as long as practice runs. */
export function stateFolder(): string {
  const xdg = process.env.XDG_STATE_HOME;
  const home = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'state');
  return join(home, 'eks-sock-shop', 'practice');
}

/** The kubeconfig of its shells. */
export const kubeconfigIn = (folder: string): string => join(folder, 'kubeconfig');

const fileIn = (folder: string): string => join(folder, 'practice.json');

/** Makes the folder; false where another practice has it. */
export function takeFolder(folder: string): boolean {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Says who runs. */
export function writeState(folder: string, state: State): void {
  replaceFile(fileIn(folder), `${JSON.stringify(state, null, 2)}\n`);
}

/** Who runs, or ran when its folder was left behind. */
export function readState(folder: string): State | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as State;
  } catch {
    return undefined;
  }
}

/** Takes away what is left of a practice that is over. */
export function clearFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  rmSync(eksctlLock(kubeconfigIn(folder)), { force: true });
  try {
    rmdirSync(dirname(folder));
  } catch {
    // Something else is in it.
  }
}
