import { readFileSync, statSync } from 'node:fs';
import { withLearners } from '../config/learners-from.ts';
import { ProblemsError } from '../config/problem.ts';
import { readText } from '../config/read-text.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { Source } from '../config/source.ts';
import { validateCluster } from '../config/validate.ts';
import { replaceFile } from '../output/replace-file.ts';
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
  valid(file, text);
  const edit = editAccess(text, ranges, options);
  const config = valid(file, edit.text);
  if (edit.text !== text && !options.dryRun) write(file, edit.text);
  return { ...edit, file, config };
}

function valid(file: string, text: string): ClusterConfig {
  const { source, problems } = withLearners(Source.parse(file, text));
  const { config, problems: more } = validateCluster(source);
  if (!config || problems.length > 0) throw new ProblemsError([...problems, ...more]);
  return config;
}

function write(file: string, text: string): void {
  const mark = readFileSync(file, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
  replaceFile(file, mark + text, statSync(file).mode);
}
