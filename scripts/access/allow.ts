import { readText } from '../../config/read-text.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { replaceClusterFile, validText } from '../../config/edit/replace-cluster-file.ts';
import { type AccessEdit, editAccess } from './edit-access.ts';

/** What came of it, for the one who asked. */
export interface Allowed extends AccessEdit {
  readonly file: string;
  readonly config: ClusterConfig;
}

/** Lets ranges in, in the cluster file alone, and only when it is valid before and afterwards; or only says so. */
export function allow(
  file: string,
  ranges: readonly string[],
  options: { readonly replace?: boolean; readonly dryRun?: boolean } = {},
): Allowed {
  const text = readText(file);
  validText(file, text);
  const edit = editAccess(text, ranges, options);
  const isWritten = edit.text !== text && !options.dryRun;
  const config = isWritten ? replaceClusterFile(file, edit.text) : validText(file, edit.text);
  return { ...edit, file, config };
}
