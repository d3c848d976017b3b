import { join } from 'node:path';
import type { LoadedCluster } from '../config/load.ts';
import { DIST } from '../config/places.ts';
import { counted } from '../terminal/counted.ts';
import { type Problem, ProblemsError } from '../terminal/problem.ts';
import { capacity } from './capacity/capacity.ts';
import { learnersFit } from './capacity/learners-fit.ts';
import type { About, Check, Finding, Subject } from './check.ts';
import { eksctl, rules } from './eksctl/index.ts';
import { findYaml11Traps } from './eksctl/yaml11.ts';
import { exposure } from './exposure/exposure.ts';
import { allChecks, objectFindings } from './index.ts';

const clusterChecks: readonly Check[] = [exposure, capacity, learnersFit];

/** What every check is for, in the order of their ids. */
export const everyCheck: readonly About[] = [
  ...[...allChecks, ...clusterChecks].map(({ about }) => about),
  ...[...rules, findYaml11Traps].map(({ about }) => about),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Everything that every check finds wrong with one cluster's output. */
export function findings(subject: Subject): Finding[] {
  return [
    ...objectFindings(subject),
    ...eksctl(subject),
    ...clusterChecks.flatMap((check) => check(subject)),
  ];
}

/** Runs every check over every cluster; throws all that they find, before anything is written. */
export function runChecks(outputs: readonly Subject[], loaded: readonly LoadedCluster[]): void {
  refuse(Array.from(counted('checked', outputs), findings), loaded);
}

/** Throws all that the checks found in the clusters' output. */
export function refuse(
  found: readonly (readonly Finding[])[],
  loaded: readonly LoadedCluster[],
): void {
  const problems = found.flatMap((each, index) =>
    each.map((finding) => asProblem(finding, loaded[index])),
  );
  if (problems.length > 0) throw new ProblemsError(problems);
}

// A finding that a key of the cluster file mends is shown there; any other at its place in the output.
function asProblem(
  { config, file, object, path, value, message, allowed, fix }: Finding,
  cluster?: LoadedCluster,
): Problem {
  if (config && cluster) {
    const { source } = cluster;
    return { place: source.place(config), value: source.written(config), message, allowed, fix };
  }
  const folder = cluster ? join(DIST, cluster.config.name) : '';
  const at = [object, path].filter(Boolean).join(' ') || undefined;
  return { place: { file: join(folder, file), at }, value, message, allowed, fix };
}
