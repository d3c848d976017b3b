import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Front } from './front.ts';

/** One call of a user's program. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly kubeconfig?: string;
  readonly input: string;
}

export interface ProgramAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
}

export type Program = (
  call: ProgramCall,
) => ProgramAnswer | undefined | void | Promise<ProgramAnswer | undefined | void>;

/**
 * A folder of programs that record how they are called and answer as the test says: all that a command finds on
 * its PATH besides Node.
 */
export class StandIns {
  readonly calls: ProgramCall[] = [];
  private readonly answers = new Map<string, Program>();

  constructor(
    readonly folder: string,
    private readonly front: Front,
  ) {
    mkdirSync(folder, { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node'));
  }

  /** Puts a program on the PATH; `help` answers calls that the test doesn't. */
  install(program: string, usual: Program): void {
    const path = join(this.folder, program);
    writeFileSync(path, script(program, this.front.url));
    chmodSync(path, 0o755);
    this.front.onProgram(program, async (text) => {
      const call = { program, ...(JSON.parse(text) as Omit<ProgramCall, 'program'>) };
      this.calls.push(call);
      try {
        const answer = (await this.answers.get(program)?.(call)) ?? (await usual(call)) ?? {};
        return JSON.stringify(answer);
      } catch (error) {
        return JSON.stringify({
          code: 98,
          stderr: `the stand-in itself failed: ${String(error)}\n`,
        });
      }
    });
  }

  /** Answers a program's calls until reset; what it leaves undefined is answered as usual. */
  answer(program: string, answering: Program): void {
    this.answers.set(program, answering);
  }

  /** The calls as a person would have typed them. */
  lines(program?: string): string[] {
    return this.calls
      .filter((call) => program === undefined || call.program === program)
      .map((call) => [call.program, ...call.args].join(' '));
  }

  reset(): void {
    this.answers.clear();
    this.calls.length = 0;
  }
}

function script(program: string, url: string): string {
  return `#!${process.execPath}
const { readFileSync, fstatSync } = require('node:fs');
const stdin = fstatSync(0);
const input = stdin.isFIFO() || stdin.isFile() || stdin.isSocket() ? readFileSync(0, 'utf8') : '';
const body = JSON.stringify({
  args: process.argv.slice(2), cwd: process.cwd(), kubeconfig: process.env.KUBECONFIG, input,
});
fetch('${url}/stand-in/${program}', { method: 'POST', body })
  .then((response) => response.json())
  .then(({ stdout = '', stderr = '', code = 0 }) => {
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = code;
  });
`;
}
