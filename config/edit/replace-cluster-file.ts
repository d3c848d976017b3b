import { readFileSync, statSync } from 'node:fs';
import { withLearners } from '../learners-from.ts';
import { ProblemsError } from '../../terminal/problem.ts';
import type { ClusterConfig } from '../schema.ts';
import { Source } from '../source.ts';
import { validateCluster } from '../validate.ts';
import { replaceFile } from '../../output/replace-file.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Puts a text in a cluster file's place, whole or not at all, and only when it is valid; gives what it says. */
export function replaceClusterFile(file: string, text: string): ClusterConfig {
  const config = validText(file, text);
  const mark = readFileSync(file, 'utf8').startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  replaceFile(file, mark + text, statSync(file).mode);
  return config;
}

/** What a text says as a cluster file, with its class list; throws every problem of both. */
export function validText(file: string, text: string): ClusterConfig {
  const { source, problems } = withLearners(Source.parse(file, text));
  const { config, problems: more } = validateCluster(source);
  if (!config || problems.length > 0) throw new ProblemsError([...problems, ...more]);
  return config;
}
