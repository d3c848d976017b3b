import { explained } from './explained.ts';
import { describeIssue, type Issue, keyPath } from './describe-issue.ts';
import type { Place, Problem } from '../terminal/problem.ts';
import { clusterName, type Propose, proposer } from './names.ts';
import { nameFixes } from './name-fixes.ts';
import { configRules } from './rules/index.ts';
import { type ClusterConfig, clusterSchema } from './schema.ts';
import type { KeyPath } from './key-path.ts';
import type { Source } from './source.ts';
import { without } from './without.ts';

/** What one cluster file came to: a config when nothing is wrong, and everything that is wrong. */
export interface Validation {
  readonly config?: ClusterConfig;
  readonly problems: readonly Problem[];
}

/** Checks a parsed cluster file against the schema and against the rules between its keys. */
export function validateCluster(
  source: Source,
  propose: Propose = proposer(clusterName),
): Validation {
  const fixOf = nameFixes(source.value, propose);
  const parsed = clusterSchema.safeParse(source.value);
  if (parsed.success) {
    const problems = ruleProblems(parsed.data, source, fixOf);
    return problems.length > 0 ? { problems } : { config: deepFreeze(parsed.data), problems: [] };
  }
  const { issues } = parsed.error;
  const broken = issues.flatMap(brokenPaths);
  const { value, original } = without(source.value, broken);
  const rest = clusterSchema.safeParse(value);
  const refused = issues.flatMap((issue) => {
    const better = issue.code === 'custom' ? fixOf(keyPath(issue)) : undefined;
    return describeIssue(issue, source).map((problem) =>
      better ? { ...problem, fix: better } : problem,
    );
  });
  return {
    problems: [
      ...explained(refused, source),
      ...(rest.success ? ruleProblems(rest.data, source, fixOf, broken, original) : []),
    ],
  };
}

function ruleProblems(
  config: ClusterConfig,
  source: Source,
  fixOf: (path: KeyPath) => string | undefined,
  broken: readonly KeyPath[] = [],
  original = (path: KeyPath) => path,
): Problem[] {
  const violations = configRules.flatMap((rule) => rule(config));
  return violations
    .map((violation) => ({ ...violation, stood: original(violation.path) }))
    .filter(({ stood, reads = [] }) => ![stood, ...reads].some((read) => touches(read, broken)))
    .map(({ path, stood, reads = [], message, allowed, fix }) => ({
      place: placeOf(stood, reads, source),
      value: source.written(stood) ?? defaultAt(config, path),
      message,
      allowed,
      fix: fix ?? fixOf(stood),
    }));
}

// What was not written is shown where something was that goes against its default.
function placeOf(path: KeyPath, reads: readonly KeyPath[], source: Source): Place {
  const written = [path, ...reads].find((read) => source.has(read)) ?? path;
  return { ...source.place(written), at: source.place(path).at };
}

// What a rule refuses may be a default that nobody wrote.
function defaultAt(config: ClusterConfig, path: KeyPath): string | undefined {
  let value: unknown = config;
  for (const key of path) value = (value as Record<string | number, unknown> | undefined)?.[key];
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? `${value} (the default)`
    : undefined;
}

function touches(path: KeyPath, broken: readonly KeyPath[]): boolean {
  return broken.some((other) =>
    other.every((key, index) => index >= path.length || key === path[index]),
  );
}

function brokenPaths(issue: Issue): KeyPath[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...keyPath(issue), key]);
  // An element of a list goes as a whole.
  const path = keyPath(issue);
  const element = path.findIndex((key) => typeof key === 'number');
  return [element < 0 ? path : path.slice(0, element + 1)];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
