import { dirname } from 'node:path';
import { findBinary } from '../../../control-plane/binaries.ts';
import { type Finished, runProgram } from '../../support/processes.ts';
import type { World } from './world.ts';

/** The kubectl commands of a page, in order: its shell blocks' lines, and those that stand in a text or a table. */
export function kubectlCommands(page: string): string[] {
  const commands: string[] = [];
  let isShell = false;
  for (const line of page.replaceAll('\\\n', ' ').split('\n')) {
    if (line.startsWith('```')) isShell = !isShell && line === '```sh';
    else if (isShell) commands.push(line.replace(/\s+#.*$/, ''));
    else commands.push(...[...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code));
  }
  return commands.filter((command) => /^kubectl \S+ ./.test(command));
}

/**
 * The nearest thing that runs without a kubelet and comes to an end: what a port-forward, a log or a shell goes to is
 * looked up instead, and nothing is watched or followed.
 */
export function runnable(command: string): string {
  const [, namespace, target] =
    /^kubectl (?:port-forward|logs|exec) (-n \S+) (\S+)/.exec(command) ?? [];
  if (target) return `kubectl get ${namespace} ${target.includes('/') ? target : `pod/${target}`}`;
  return command.replace(/ (--watch|--follow)\b/g, '');
}

/** Runs a command as a user's shell would, beside dist/ and with this cluster's kubectl. */
export async function runInShell({ plane, root }: World, command: string): Promise<Finished> {
  const folder = dirname(await findBinary(plane.version, 'kubectl'));
  return runProgram('bash', ['-ec', command], {
    cwd: root,
    env: { PATH: `${folder}:${process.env.PATH}`, KUBECONFIG: plane.kubeconfig, HOME: root },
  });
}
