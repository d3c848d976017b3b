import { someOf } from '../../checks/finding.ts';
import type { Problem } from '../../terminal/problem.ts';
import { nameOfPath, STDIN } from './input.ts';
import type { Validation } from './validate.ts';

/** What is wrong with paths that lead to nothing to check, which is not a success: a pipe may have broken. */
export function nothingToCheck(
  paths: readonly string[],
  { objects, problems, leftAlone }: Validation,
): Problem[] {
  if (objects > 0 || problems.length > 0) return [];
  const beside = leftAlone.length > 0 ? `; left alone: ${someOf(leftAlone)}` : '';
  return [
    {
      place: { file: paths.map(nameOfPath).join(', ') },
      message: `holds no Kubernetes object and no ClusterConfig: nothing was checked${beside}`,
      fix: paths.includes(STDIN)
        ? 'look whether the command before the pipe failed; in a script, set -o pipefail ends it there'
        : 'name the files of the manifests, or their folder',
    },
  ];
}
