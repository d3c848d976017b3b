import { safeParse, type z } from 'zod';
import { alwaysThere, coreAddons } from '../tables/addons.ts';
import { kubernetesVersions } from '../tables/kubernetes.ts';
import { unknownKubernetes } from '../tables/unknown-kubernetes.ts';
import { allowedWords } from './fields.ts';
import type { Problem } from '../terminal/problem.ts';
import { elsewhere, knownKeys, schemaAt } from './schema-at.ts';
import { formatPath, type KeyPath, type Source } from './source.ts';
import { didYouMean } from '../terminal/suggest.ts';

export type Issue = z.core.$ZodIssue;

const LONGEST_LIST = 8;

type Words = Pick<Problem, 'message' | 'allowed' | 'fix'>;

/** What zod found wrong, in words for the file's author. */
export function describeIssue(issue: Issue, source: Source): Problem[] {
  const path = keyPath(issue);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: source.place([...path, key], 'key'),
      ...unknownKey(path, key),
    }));
  }
  const written = source.written(path);
  const isKey = issue.code === 'invalid_key';
  return [
    {
      place: source.place(path, isKey ? 'key' : 'value'),
      value: isKey ? undefined : written || undefined,
      ...words(issue, path, valueAt(source.value, path), written ?? ''),
    },
  ];
}

/** The path of an issue's value in the file. */
export function keyPath(issue: Issue): KeyPath {
  return issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

function words(issue: Issue, path: KeyPath, value: unknown, written: string): Words {
  if (value === undefined && issue.code !== 'invalid_key') return missing(path);
  if (value === null) return empty(path);
  if (path.join() === 'kubernetes') return version(value, written);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, path, value, written);
    case 'invalid_value': {
      if (path[0] === 'addons' && coreAddons.some((name) => name === value)) {
        const where = alwaysThere.some((name) => name === value) ? '' : ' where EKS has it';
        return { message: `is on every cluster anyway${where}`, fix: 'leave it out' };
      }
      const fix = nearest(value, issue.values);
      return {
        message: 'is not one of the values it may have',
        allowed: allowedOf(path) ?? listed(issue.values, fix),
        fix,
      };
    }
    case 'too_small':
    case 'too_big':
      if (issue.origin === 'array') return { message: 'is empty; at least one is needed' };
      return {
        message: issue.code === 'too_small' ? 'is too small' : 'is too large',
        allowed: allowedOf(path),
      };
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner ? words(inner, path, path.at(-1), '') : { message: issue.message };
    }
    case 'custom': {
      const { allowed, fix } = (issue.params ?? {}) as Words;
      return { message: issue.message, allowed, fix };
    }
    default:
      return { message: issue.message };
  }
}

function unknownKey(path: KeyPath, key: string): Words {
  const known = knownKeys(path);
  const near = didYouMean(key, known);
  const other = elsewhere(key);
  const fix = near ?? (other && `did you mean ${other}?`);
  return {
    message:
      path.length === 0 ? 'is not a key of a cluster file' : `is not a key of ${formatPath(path)}`,
    allowed: listed(known, fix),
    fix,
  };
}

function missing(path: KeyPath): Words {
  const parent = formatPath(path.slice(0, -1));
  const isAccess = ['access', 'access.from'].includes(formatPath(path));
  return {
    message: `is missing: ${path.some((key) => typeof key === 'number') ? `${parent} needs it` : 'every cluster file has it'}`,
    fix: isAccess
      ? 'write access: { from: [<your address>/32] }: the only addresses that may reach the cluster'
      : undefined,
  };
}

function empty(path: KeyPath): Words {
  const inList = typeof path.at(-1) === 'number';
  const keys = knownKeys(path);
  return {
    message: 'has no value',
    allowed: keys.length > 0 ? `a mapping of ${keys.join(', ')}` : undefined,
    fix: isRequired(path)
      ? 'give it one'
      : `give it one, or take ${inList ? 'it' : 'the key'} away`,
  };
}

function isRequired(path: KeyPath): boolean {
  return ['name', 'owner', 'access', 'access.from'].includes(formatPath(path));
}

// A version is the one string that looks like a number, and loses its last zero when it is read as one.
function version(value: unknown, written: string): Words {
  const allowed = allowedOf(['kubernetes']);
  const [found] = /1\.\d+/.exec(written) ?? [];
  const meant = kubernetesVersions.find((known) => known === found || known === `${found}0`);
  const fix = meant && `did you mean "${meant}"?`;
  if (typeof value !== 'number') {
    const message =
      unknownKubernetes(written.replaceAll('"', ''))?.message ??
      'is not a Kubernetes minor version that this project knows';
    return { message, allowed, fix };
  }
  return {
    message: `is a number without quotes, which YAML reads as ${value}: a version is text in quotes`,
    allowed,
    fix,
  };
}

function wrongType(expected: string, path: KeyPath, value: unknown, written: string): Words {
  switch (expected) {
    case 'string':
      return { message: 'is not a string', ...asString(path, value, written) };
    case 'boolean':
      return { message: 'is not true or false', fix: likelyBoolean(value) };
    case 'int':
    case 'number':
      return {
        message: 'is not a whole number',
        allowed: allowedOf(path),
        fix: /^\d+$/.test(asText(value)) ? `write it without quotes: ${value}` : undefined,
      };
    case 'array':
      return {
        message: 'is not a list',
        fix: typeof value === 'object' ? undefined : `write a list: [${written}]`,
      };
    default: {
      const keys = knownKeys(path);
      return {
        message: 'is not a mapping of keys to values',
        allowed: keys.length > 0 ? `a mapping of ${keys.join(', ')}` : undefined,
      };
    }
  }
}

// The written text in quotes, when that would do.
function asString(path: KeyPath, value: unknown, written: string): Partial<Words> {
  const schema = schemaAt(path);
  if (!schema || typeof value === 'object') return {};
  const { error } = safeParse(schema, written);
  const [issue] = error?.issues ?? [];
  if (issue?.code === 'custom') return { allowed: (issue.params as Words | undefined)?.allowed };
  return { fix: `put it in quotes: "${written}"` };
}

// A mapping may hold a toString of its own, which is none.
function asText(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}

function likelyBoolean(value: unknown): string | undefined {
  const text = asText(value).toLowerCase();
  if (['yes', 'on', 'true', 'y', '1'].includes(text)) return 'did you mean true?';
  if (['no', 'off', 'false', 'n', '0'].includes(text)) return 'did you mean false?';
  return undefined;
}

function nearest(value: unknown, values: readonly unknown[]): string | undefined {
  if (typeof value === 'string') return didYouMean(value, values.map(String));
  if (typeof value !== 'number') return undefined;
  const distance = (other: unknown) => Math.abs(Number(other) - value);
  const [best] = [...values].sort((a, b) => distance(a) - distance(b));
  return typeof best === 'number' ? `did you mean ${best}?` : undefined;
}

// A long list only where there is nothing better to say.
function listed(words: readonly unknown[], fix: string | undefined): string | undefined {
  const isLong = words.length > LONGEST_LIST && typeof words[0] === 'string';
  return isLong && fix ? undefined : words.join(', ');
}

function allowedOf(path: KeyPath): string | undefined {
  const schema = schemaAt(path);
  if (!schema) return undefined;
  const summary = allowedWords.get(schema)?.allowed;
  if (summary) return summary;
  const { minValue, maxValue } = schema as Partial<z.ZodNumber>;
  return typeof minValue === 'number' && typeof maxValue === 'number'
    ? `${minValue} to ${maxValue}`
    : undefined;
}

function valueAt(value: unknown, path: KeyPath): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}
