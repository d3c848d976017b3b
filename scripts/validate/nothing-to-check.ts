import { someOf } from '../../checks/finding.ts';
import { callOf } from '../../terminal/call-of.ts';
import type { Problem } from '../../terminal/problem.ts';
import { nameOfPath, STDIN } from './input.ts';
import { type LeftAlone, TEMPLATE } from './parse.ts';
import type { Validation } from './validate.ts';

/** What is wrong with paths that lead to nothing to check, which is not a success: a pipe may have broken. */
export function nothingToCheck(
  paths: readonly string[],
  { objects, problems, leftAlone, notes }: Validation,
): Problem[] {
  if (objects > 0 || problems.length > 0) return [];
  const named = leftAlone.map(({ file, what }) => `${file} (${what})`);
  const beside = [...(named.length > 0 ? [`left alone: ${someOf(named)}`] : []), ...notes];
  return [
    {
      place: { file: paths.map(nameOfPath).join(', ') },
      message: [
        'holds no Kubernetes object and no ClusterConfig: nothing was checked',
        ...beside,
      ].join('; '),
      fix: fixFor(paths, leftAlone),
    },
  ];
}

function fixFor(paths: readonly string[], leftAlone: readonly LeftAlone[]): string {
  if (leftAlone.some(({ what }) => what === TEMPLATE)) {
    return `render templates first: helm template . | ${callOf('validate', ['-'])}`;
  }
  return paths.includes(STDIN)
    ? 'look whether the command before the pipe failed; in a script, set -o pipefail ends it there'
    : 'name the files of the manifests, or their folder';
}
