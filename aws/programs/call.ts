import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { signInProblem } from '../sign-in.ts';
import { missingPrograms } from './missing.ts';
import { quote } from '../../terminal/shell.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ProgramName } from '../../tables/programs.ts';
import { installLine } from './install-line.ts';
import { isTimeOut } from './time-out.ts';

/** What a program left behind. */
export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Calling {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A call that takes longer is ended, and counts as failed. */
  readonly longestMs?: number;
}

/** A call as a person would type it. */
export function commandLine(program: ProgramName, args: readonly string[]): string {
  return [program, ...args].map(quote).join(' ');
}

/** Calls one of the user's programs and keeps what it prints. */
export function capture(
  program: ProgramName,
  args: readonly string[],
  { input, env, longestMs }: Calling = {},
): Promise<Called> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    // spawn's own time-out would keep the process waiting for a program that isn't there.
    const timer = longestMs === undefined ? undefined : setTimeout(() => child.kill(), longestMs);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => {}).end(input ?? '');
    child
      .on('error', (error) => {
        clearTimeout(timer);
        resolve(fail(program, error));
      })
      .on('close', (code) => {
        clearTimeout(timer);
        resolve({ code: code ?? -1, stdout, stderr });
      });
  });
}

/** What is shown of a call besides what it says itself. */
export interface Showing extends Pick<Calling, 'env'> {
  /** The cluster that it is about: what to do names it. */
  readonly cluster?: string;
}

/** Calls one of the user's programs before their eyes; throws when it fails. */
export async function show(
  program: ProgramName,
  args: readonly string[],
  { env, cluster }: Showing = {},
): Promise<void> {
  console.log(`$ ${commandLine(program, args)}`);
  let timedOut = false;
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const [said, onto] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      said.pipe(onto, { end: false });
      createInterface(said).on('line', (line) => (timedOut ||= isTimeOut(line)));
    }
    child.on('error', (error) => resolve(fail(program, error))).on('close', resolve);
  });
  if (code === 0) return;
  const which = cluster === undefined ? '' : `--cluster ${cluster} `;
  throw new UsageError(
    `${commandLine(program, args)} failed${code === null ? '' : ` with exit code ${code}`}`,
    `what ${program} says is above${timedOut ? `; a time-out means that your address has changed: npm run allow-me -- ${which}--apply` : ''}`,
  );
}

async function fail(program: ProgramName, error: NodeJS.ErrnoException): Promise<never> {
  if (error.code !== 'ENOENT') throw error;
  throw new UsageError(
    `${program} is not installed, or not on the PATH`,
    `install it: ${installLine(program)}`,
    [...missingPrograms(program), ...(await signInProblem())],
  );
}
