import { byHand } from '../../config/edit/by-hand.ts';
import { readText } from '../../config/read-text.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { replaceClusterFile, validText } from '../../config/edit/replace-cluster-file.ts';
import { Source } from '../../config/source.ts';
import { ProblemsError } from '../../terminal/problem.ts';
import { type AccessEdit, editAccess } from './edit-access.ts';

/** What came of it, for the one who asked. */
export interface Allowed extends AccessEdit {
  readonly file: string;
  readonly config: ClusterConfig;
}

/**
 * Lets ranges in, in the cluster file alone, and only when it is valid afterwards, and before but for access.from; or
 * only says so.
 */
export function allow(
  file: string,
  ranges: readonly string[],
  options: { readonly replace?: boolean; readonly dryRun?: boolean } = {},
): Allowed {
  const before = readText(file);
  refuseOtherProblems(file, before);
  const edit = editAccess(before, ranges, options);
  const { text } = edit;
  if (text === undefined) {
    const place = Source.parse(file, before).place(['access', 'from']);
    throw byHand(place, `write it yourself: from: [${edit.ranges.join(', ')}]`);
  }
  const isWritten = text !== before && !options.dryRun;
  const config = isWritten ? replaceClusterFile(file, text) : validText(file, text);
  return { ...edit, file, config };
}

function refuseOtherProblems(file: string, text: string): void {
  try {
    validText(file, text);
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const areAll = error.problems.every(({ place }) => /^access\.from\b/.test(place.at ?? ''));
    if (!areAll) throw error;
  }
}
