import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

// The daemon has it in its environment, and with it all that is started for it.
const MARK = 'EKS_PRACTICE_OF';
// As control-plane/supervisor.mjs names a folder of its own.
const TEMPORARY = /^control-plane-\w+$/;

/** What tells of a process that it is practice's. */
export const markOf = (folder: string): NodeJS.ProcessEnv => ({ [MARK]: folder });

/**
 * Ends what practice has started, where it and those who would end it were killed together. Only a system that shows the
 * environment of its processes tells which these are.
 */
export function endLeftBehind(folder: string): void {
  for (const process of ofPractice(folder)) end(process);
}

function ofPractice(folder: string): string[] {
  return tried(() => readdirSync('/proc'), []).filter((pid) => {
    const environment = tried(() => readFileSync(join('/proc', pid, 'environ'), 'utf8'), '');
    return /^\d+$/.test(pid) && environment.split('\0').includes(`${MARK}=${folder}`);
  });
}

function end(pid: string): void {
  const workplace = tried(() => readlinkSync(join('/proc', pid, 'cwd')), '');
  tried(() => process.kill(Number(pid), 'SIGKILL'), false);
  if (TEMPORARY.test(basename(workplace))) rmSync(workplace, { recursive: true, force: true });
}

// Some are somebody else's, and others end meanwhile.
function tried<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
