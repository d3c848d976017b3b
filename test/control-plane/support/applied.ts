import type { KubectlResult } from '../../../control-plane/control-plane.ts';
import { outcome } from '../../../scripts/rehearse/apply.ts';
import type { World } from './world.ts';

/** What was wrong with a kubectl apply: what was refused, and what the API server warned of. */
export function applyProblems({ code, stdout, stderr }: KubectlResult): string[] {
  const { errors, warnings } = outcome(code, stdout, stderr);
  return [...errors, ...warnings];
}

/** What a second apply of the same files did besides leaving all as it is. */
export async function secondApplyProblems({ kubectl, everything }: World): Promise<string[]> {
  const before = await versions(kubectl, everything);
  const applied = await kubectl(['apply', ...everything]);
  const after = await versions(kubectl, everything);
  return [
    ...applyProblems(applied),
    ...linesOf(applied.stdout).filter((line) => !isUnchanged(line)),
    ...after.filter((line) => !before.includes(line)).map((line) => `now is ${line}`),
  ];
}

/** What `kubectl diff` finds. */
export async function diffProblems({ kubectl, everything }: World): Promise<string[]> {
  const { code, stdout, stderr } = await kubectl(['diff', ...everything]);
  return code === 0 ? linesOf(stdout + stderr) : [`exit code ${code}`, ...linesOf(stdout + stderr)];
}

/** The conflicts that a server-side apply over what is there meets, a line each. */
export async function serverSideProblems({ kubectl, everything }: World): Promise<string[]> {
  const { code, stderr } = await kubectl(['apply', '--server-side', ...everything]);
  if (code === 0) return linesOf(stderr);
  const conflicts = stderr
    .split('\n')
    .filter((line) => /^(- |Apply failed|error:|Error)/.test(line));
  return conflicts.length > 0 ? conflicts : [`exit code ${code}`];
}

// The name and version of each object: it changes with every write, and with no other.
async function versions(
  kubectl: World['kubectl'],
  everything: readonly string[],
): Promise<string[]> {
  const columns = ':kind,:metadata.namespace,:metadata.name,:metadata.resourceVersion';
  const args = ['get', ...everything, '--no-headers', '-o', `custom-columns=${columns}`];
  const { stdout } = await kubectl(args);
  return linesOf(stdout).map((line) => line.replaceAll(/\s+/g, ' ').trim());
}

// kubectl always sends a budget's selector and a StatefulSet's claims, and then says "configured": the former are
// replaced as a whole, the latter have a status that the server fills in. Nothing is written, as `versions` shows.
const sentAnyway = /^(poddisruptionbudget\.policy|statefulset\.apps)\/\S+ configured$/;

function isUnchanged(line: string): boolean {
  return line.endsWith(' unchanged') || sentAnyway.test(line);
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
