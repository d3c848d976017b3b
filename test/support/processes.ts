import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarRead } from '../../tables/kubernetes.ts';

/** What a finished process left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly cwd?: string;
  /** Variables besides the test's own. */
  readonly env?: NodeJS.ProcessEnv;
}

const root = join(import.meta.dirname, '..', '..');

/** A file of this project, by its path. */
export function projectFile(path: string): string {
  return join(root, path);
}

/** Runs one of this project's scripts as a process of its own, as npm would. */
export function runScript(
  script: string,
  args: readonly string[] = [],
  surroundings: Surroundings = {},
): Promise<Finished> {
  return runProgram(
    process.execPath,
    [projectFile('launch/launch.cjs'), script, ...args],
    surroundings,
  );
}

/** What npm run NAME -- --help prints; nothing where the command is not one of the project's own. */
export async function helpOf(name: string): Promise<string> {
  const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const [, program, words = ''] =
    /^node (program|launch\/launch)\.cjs (\S+)$/.exec(scripts[name] ?? '') ?? [];
  if (program === undefined) return '';
  const args = [projectFile(`${program}.cjs`), words, '--help'];
  return (await runProgram(process.execPath, args)).stdout;
}

// What a command prints does not depend on the day on which the tests run.
const steady = { TABLES_AS_OF: calendarRead };

/** Runs any program to its end. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd = root, env = {} }: Surroundings = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...steady, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
