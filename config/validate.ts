import type { z } from 'zod';
import type { Problem } from './problem.ts';
import { configRules } from './rules/index.ts';
import { type ClusterConfig, clusterSchema } from './schema.ts';
import { formatPath, type KeyPath, type Source } from './source.ts';
import { didYouMean } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** What one cluster file came to: a config when nothing is wrong, and everything that is wrong. */
export interface Validation {
  readonly config?: ClusterConfig;
  readonly problems: readonly Problem[];
}

/** Checks a parsed cluster file against the schema and against the rules between its keys. */
export function validateCluster(source: Source): Validation {
  const parsed = clusterSchema.safeParse(source.value);
  if (parsed.success) {
    const problems = ruleProblems(parsed.data, source, []);
    return problems.length > 0 ? { problems } : { config: deepFreeze(parsed.data), problems: [] };
  }
  const broken = parsed.error.issues;
  const rest = clusterSchema.safeParse(without(source.value, broken.flatMap(brokenPaths)));
  return {
    problems: [
      ...broken.flatMap((issue) => describeIssue(issue, source)),
      ...(rest.success ? ruleProblems(rest.data, source, broken.flatMap(brokenPaths)) : []),
    ],
  };
}

function ruleProblems(
  config: ClusterConfig,
  source: Source,
  broken: readonly KeyPath[],
): Problem[] {
  const violations = configRules.flatMap((rule) => rule(config));
  return violations
    .filter(({ path, reads = [] }) => ![path, ...reads].some((read) => touches(read, broken)))
    .map(({ path, message, allowed, fix }) => ({
      place: source.place(path),
      value: source.written(path),
      message,
      allowed,
      fix,
    }));
}

function touches(path: KeyPath, broken: readonly KeyPath[]): boolean {
  return broken.some((other) =>
    other.every((key, index) => index >= path.length || key === path[index]),
  );
}

function brokenPaths(issue: Issue): KeyPath[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...keyPath(issue), key]);
  return [keyPath(issue)];
}

function keyPath(issue: Issue): KeyPath {
  return issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

// The file less its broken parts, so that the rules can judge what is left of it.
function without(value: unknown, paths: readonly KeyPath[]): unknown {
  const copy = structuredClone(value);
  for (const path of [...paths].sort((a, b) => (String(a) < String(b) ? 1 : -1))) {
    let parent: unknown = copy;
    for (const key of path.slice(0, -1)) parent = child(parent, key);
    const last = path.at(-1);
    if (Array.isArray(parent) && typeof last === 'number') parent.splice(last, 1);
    else if (isRecord(parent) && last !== undefined) delete parent[last];
  }
  return copy;
}

function child(value: unknown, key: string | number): unknown {
  return isRecord(value) || Array.isArray(value)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function describeIssue(issue: Issue, source: Source): Problem[] {
  const path = keyPath(issue);
  const place = source.place(path);
  const value = source.written(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(path);
        return {
          place: source.place([...path, key], 'key'),
          message: 'is not a key of a cluster file',
          allowed: known.join(', '),
          fix: didYouMean(key, known),
        };
      });
    case 'invalid_type':
      if (value === undefined) {
        return [
          {
            place,
            message: `is missing: every cluster file has ${formatPath(path)}`,
            fix: missingFix(path),
          },
        ];
      }
      if (path.join() === 'kubernetes') return [{ place, value, ...unquotedVersion(value) }];
      return [
        {
          place,
          value,
          message: `is not ${typeName(issue.expected)}`,
          fix: quoteFix(issue.expected, value),
        },
      ];
    case 'invalid_value': {
      const words = issue.values.map(String);
      if (path.join() === 'kubernetes' && typeof child(source.value, 'kubernetes') === 'number') {
        return [{ place, value, ...unquotedVersion(value ?? '') }];
      }
      if (value === undefined) return [{ place, message: 'is missing', allowed: words.join(', ') }];
      const near = didYouMean(value.replace(/["']/g, ''), words);
      return [
        {
          place,
          value,
          message: 'is not one of the values it may have',
          allowed: words.join(', '),
          fix: near,
        },
      ];
    }
    case 'too_small':
      if (issue.origin === 'array')
        return [{ place, value, message: 'is empty; at least one is needed' }];
      return [{ place, value, message: 'is too small', allowed: `${issue.minimum} or more` }];
    case 'too_big':
      return [{ place, value, message: 'is too large', allowed: `${issue.maximum} or less` }];
    case 'custom': {
      const { allowed, fix } = (issue.params ?? {}) as { allowed?: string; fix?: string };
      return [{ place, value, message: issue.message, allowed, fix }];
    }
    default:
      return [{ place, value, message: issue.message }];
  }
}

function unquotedVersion(written: string): Pick<Problem, 'message' | 'fix'> {
  return {
    message: `is a number here, and YAML reads 1.30 as 1.3: a version is a string`,
    fix: `write kubernetes: "${written.replace(/["']/g, '')}"`,
  };
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    string: 'a string',
    object: 'a mapping of keys to values',
    array: 'a list',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
    record: 'a mapping of keys to values',
  };
  return names[expected] ?? expected;
}

function quoteFix(expected: string, value: string): string | undefined {
  if (expected === 'string' && !/["'[{]/.test(value)) return `put it in quotes: "${value}"`;
  if (expected === 'array') return `write a list: [${value}]`;
  return undefined;
}

function missingFix(path: KeyPath): string | undefined {
  if (path.join('.') === 'access' || path.join('.') === 'access.from') {
    return 'add access: { from: [<your address>/32] }: the only addresses that may reach the cluster';
  }
  return undefined;
}

/** The keys that may stand in the mapping at a path of the cluster file. */
export function knownKeys(path: KeyPath): string[] {
  let schema: unknown = clusterSchema;
  for (const key of path) {
    schema = unwrap(schema);
    const shape = (schema as { shape?: Record<string, unknown> }).shape;
    schema = shape ? shape[String(key)] : (schema as { element?: unknown }).element;
  }
  return Object.keys((unwrap(schema) as { shape?: object } | undefined)?.shape ?? {});
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (
    inner &&
    typeof (inner as { unwrap?: unknown }).unwrap === 'function' &&
    !(inner as { shape?: unknown }).shape
  ) {
    inner = (inner as { unwrap(): unknown }).unwrap();
  }
  return inner;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
