import { dirname } from 'node:path';
import { findBinary } from '../../../control-plane/binaries.ts';
import { type Finished, runProgram } from '../../support/processes.ts';
import type { World } from './world.ts';

/** kubectl commands that a page gives together, and what it shows as their output. */
export interface Step {
  readonly commands: readonly string[];
  readonly shown?: string;
}

/**
 * What a page has its reader do, in order: each shell block's kubectl commands, with the text block that follows it, and
 * each that stands in a text or a table.
 */
export function stepsOf(page: string): Step[] {
  const parts = page.replaceAll('\\\n', ' ').split(/^```(\w*)\n([^]*?)^```$/m);
  const steps: Step[] = [];
  for (let index = 0; index < parts.length; index += 3) {
    const [prose = '', language, block = ''] = parts.slice(index, index + 3);
    for (const [, code = ''] of prose.matchAll(/`([^`\n]+)`/g)) steps.push({ commands: [code] });
    if (language === 'sh') {
      steps.push({ commands: block.split('\n').map((line) => line.replace(/\s+#.*$/, '')) });
    }
    // An output belongs to the commands right above it.
    if (language === 'text' && prose.trim() === '') steps.push({ ...steps.pop()!, shown: block });
  }
  return steps
    .map(({ commands, ...step }) => ({ ...step, commands: commands.filter(isKubectl) }))
    .filter(({ commands }) => commands.length > 0);
}

function isKubectl(command: string): boolean {
  return /^kubectl \S+ ./.test(command);
}

const ENDLESS = / --(?:watch|follow)\b/g;

/** Whether a command of a page is run as it stands there, but for what has no end. */
export function isRunAsWritten(command: string): boolean {
  return runnable(command) === command.replace(ENDLESS, '');
}

/**
 * The nearest thing that runs without a kubelet and comes to an end: what a port-forward, a log or a shell goes to is
 * looked up instead, and nothing is watched or followed.
 */
export function runnable(command: string): string {
  const [, namespace, target] =
    /^kubectl (?:port-forward|logs|exec) (-n \S+) (\S+)/.exec(command) ?? [];
  if (target) return `kubectl get ${namespace} ${target.includes('/') ? target : `pod/${target}`}`;
  return command.replace(ENDLESS, '');
}

/** Runs a command as a user's shell would, beside dist/ and with this cluster's kubectl. */
export async function runInShell({ plane, root }: World, command: string): Promise<Finished> {
  const folder = dirname(await findBinary(plane.version, 'kubectl'));
  return runProgram('bash', ['-ec', command], {
    cwd: root,
    env: { PATH: `${folder}:${process.env.PATH}`, KUBECONFIG: plane.kubeconfig, HOME: root },
  });
}
