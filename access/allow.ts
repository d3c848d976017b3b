import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clusterFiles, loadClusters } from '../config/load.ts';
import { ProblemsError } from '../config/problem.ts';
import { readText } from '../config/read-text.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { Source } from '../config/source.ts';
import { didYouMean } from '../config/suggest.ts';
import { validateCluster } from '../config/validate.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';
import { type AccessEdit, editAccess } from './edit-access.ts';

/** What came of it, for the one who asked. */
export interface Allowed extends AccessEdit {
  readonly file: string;
  readonly config: ClusterConfig;
}

/** The cluster file that is meant: the one named, or the only one. */
export function chooseFile(folder: string, name?: string): string {
  const files = clusterFiles(folder);
  if (files.length === 0) loadClusters(folder);
  const names = files.map((file) => basename(file).replace(/\.ya?ml$/, ''));
  const [only] = files;
  if (name === undefined && only && files.length === 1) return only;
  const chosen = files[names.indexOf(name ?? '')];
  if (chosen) return chosen;
  throw new UsageError(
    name === undefined
      ? `which cluster? There are ${names.join(', ')}`
      : `there is no cluster file ${join(folder, `${name}.yaml`)}; there are ${names.join(', ')}`,
    (name && didYouMean(name, names)) ?? `write npm run allow-me -- --cluster ${names[0]}`,
  );
}

/** Lets ranges in, in the cluster file alone, and only when it is valid before and afterwards. */
export function allow(
  file: string,
  ranges: readonly string[],
  options: { readonly replace?: boolean } = {},
): Allowed {
  const text = readText(file);
  valid(file, text);
  const edit = editAccess(text, ranges, options);
  const config = valid(file, edit.text);
  if (edit.text !== text) writeWhole(file, edit.text);
  return { ...edit, file, config };
}

function valid(file: string, text: string): ClusterConfig {
  const { config, problems } = validateCluster(Source.parse(file, text));
  if (!config) throw new ProblemsError(problems);
  return config;
}

function writeWhole(file: string, text: string): void {
  // Whoever made a file a link wants it changed where it leads.
  const real = realpathSync(file);
  const mark = readFileSync(real, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
  const beside = join(dirname(real), `.${basename(real)}.${process.pid}`);
  try {
    writeFileSync(beside, mark + text, { mode: statSync(real).mode });
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
