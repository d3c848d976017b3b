import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What a workflow calls an action with, and what GitHub sets for it. */
export interface Job {
  readonly action: string;
  readonly repository: string;
  readonly temporary: string;
  readonly github: { readonly event_name: string; readonly token: string; readonly event: object };
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  /** The step before which nothing has to be done again. */
  readonly from?: string;
}

/** What a job came to. */
export interface Outcome {
  readonly failed?: string;
  readonly log: string;
  readonly summary: string;
}

/** Runs the steps of a composite action as GitHub's runner does: one after the other, until one fails. */
export async function runSteps(job: Job): Promise<Outcome> {
  const { inputs: declared, runs } = parse(
    readFileSync(join(job.action, 'action.yml'), 'utf8'),
  ) as Action;
  const file = (name: string) => join(job.temporary, name);
  const event = { event: 'event.json', output: 'output', summary: 'summary.md' };
  for (const name of [event.output, event.summary]) writeFileSync(file(name), '');
  writeFileSync(file(event.event), JSON.stringify(job.github.event));

  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const filled = (text: string, inputs: object): string =>
    text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
      String(runInNewContext(expression, { github: job.github, inputs, steps }) ?? ''),
    );
  const inputs = Object.fromEntries(
    Object.entries(declared).map(([name, { default: usual }]) => [
      name,
      job.inputs[name] ?? filled(usual, {}),
    ]),
  );
  let log = '';
  const begin = runs.steps.findIndex(({ name }) => name === job.from);
  for (const step of runs.steps.slice(Math.max(0, begin))) {
    if (step.shell !== 'bash') throw new Error(`${step.name}: the shell is not bash`);
    const context = { github: job.github, inputs, steps };
    if (step.if !== undefined && !runInNewContext(step.if, context)) continue;
    const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, inputs)]);
    const { code, said } = await bash(step.run, job.repository, {
      ...job.env,
      GITHUB_ACTION_PATH: job.action,
      GITHUB_EVENT_PATH: file(event.event),
      GITHUB_OUTPUT: file(event.output),
      GITHUB_STEP_SUMMARY: file(event.summary),
      RUNNER_TEMP: job.temporary,
      ...Object.fromEntries(own),
    });
    log += `## ${step.name}\n${said}`;
    if (step.id) steps[step.id] = { outputs: outputsIn(readFileSync(file(event.output), 'utf8')) };
    const summary = readFileSync(file(event.summary), 'utf8');
    if (code !== 0) return { failed: step.name, log, summary };
  }
  return { log, summary: readFileSync(file(event.summary), 'utf8') };
}

function outputsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
}

function bash(
  script: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; said: string }> {
  return new Promise((done, failed) => {
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    const child = spawn('bash', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    child.on('error', failed).on('close', (code) => done({ code, said }));
  });
}
