import { commandLine } from '../programs/call.ts';

/** The line that deletes one of eksctl's stacks, all of which it protects from being deleted. */
export function deleteStackLine(region: string, stack: string): string {
  const which = ['--region', region, '--stack-name', stack];
  const cloudformation = (...args: string[]) =>
    commandLine('aws', ['cloudformation', ...args, ...which]);
  return [
    cloudformation('update-termination-protection', '--no-enable-termination-protection'),
    cloudformation('delete-stack'),
  ].join(' && ');
}
