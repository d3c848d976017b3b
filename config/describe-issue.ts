import { safeParse, type z } from 'zod';
import { alwaysThere, coreAddons } from '../tables/addons.ts';
import {
  type KubernetesVersion,
  kubernetesVersions,
  newestKubernetes,
} from '../tables/kubernetes.ts';
import { HIGHEST_NODE_PORT, LOWEST_NODE_PORT } from '../tables/limits.ts';
import { unknownKubernetes } from '../tables/unknown-kubernetes.ts';
import type { Problem } from '../terminal/problem.ts';
import { didYouMean } from '../terminal/suggest.ts';
import { allowedWords } from './fields.ts';
import { formatPath, type KeyPath } from './key-path.ts';
import { likelyFix, placeholder, type Refused, type Words } from './likely/fix.ts';
import { nearestBy } from './likely/number.ts';
import { nameOf } from './name-of.ts';
import { keyTypeAt, knownKeys, schemaAt } from './schema-at.ts';
import type { Source } from './source.ts';
import { unknownKey } from './unknown-key.ts';

export type Issue = z.core.$ZodIssue;

/** What zod found wrong, in words for the file's author. */
export function describeIssue(issue: Issue, source: Source): Problem[] {
  const path = keyPath(issue);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: source.place([...path, key], 'key'),
      ...unknownKey(path, key, valueAt(source.value, [...path, key])),
    }));
  }
  const written = source.written(path);
  const isKey = issue.code === 'invalid_key';
  const refused = {
    path,
    value: isKey ? path.at(-1) : valueAt(source.value, path),
    written: (isKey ? undefined : written) ?? '',
    schema: isKey ? keyTypeAt(path) : schemaAt(path),
    source,
  };
  return [
    {
      place: source.place(path, isKey ? 'key' : 'value'),
      value: isKey ? undefined : written || undefined,
      ...(placeholder(refused) ?? withFix(words(issue, refused), refused)),
    },
  ];
}

/** The path of an issue's value in the file. */
export function keyPath(issue: Issue): KeyPath {
  return issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

function words(issue: Issue, refused: Refused): Words {
  const { path, value } = refused;
  if (value === undefined) return missing(refused);
  if (value === null) return empty(refused);
  if (path.join() === 'kubernetes') return version(refused);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, refused);
    case 'invalid_value': {
      if (path[0] === 'addons' && coreAddons.some((name) => name === value)) {
        const where = alwaysThere.some((name) => name === value) ? '' : ' where EKS has it';
        return { message: `is on every cluster anyway${where}`, fix: 'leave it out' };
      }
      return {
        message: 'is not one of the values it may have',
        allowed: allowedOf(path) ?? issue.values.join(', '),
        fix:
          likelyFix(refused) ??
          (typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : undefined),
      };
    }
    case 'too_small':
    case 'too_big':
      if (issue.origin === 'array') {
        const fix = requiredFix(path, refused.source);
        return { message: 'is empty; at least one is needed', fix };
      }
      return issue.code === 'too_small'
        ? {
            message: 'is too small',
            allowed: allowedOf(path),
            fix: asNodePort(value, issue.minimum) ?? `write ${issue.minimum} or more`,
          }
        : {
            message: 'is too large',
            allowed: allowedOf(path),
            fix: `write ${issue.maximum} or less`,
          };
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner ? words(inner, refused) : { message: issue.message };
    }
    case 'custom': {
      const { allowed, fix } = (issue.params ?? {}) as Words;
      return { message: issue.message, allowed, fix };
    }
    default:
      return { message: issue.message };
  }
}

function withFix(said: Words, refused: Refused): Words {
  const isThere = refused.value !== undefined && refused.value !== null;
  return said.fix === undefined && isThere ? { ...said, fix: likelyFix(refused) } : said;
}

function missing({ path, source }: Refused): Words {
  const parent = formatPath(path.slice(0, -1));
  return {
    message: `is missing: ${path.some((key) => typeof key === 'number') ? `${parent} needs it` : 'every cluster file has it'}`,
    allowed: allowedOf(path),
    fix: requiredFix(path, source) ?? `give it a ${path.at(-1)}`,
  };
}

function empty({ path, source }: Refused): Words {
  const inList = typeof path.at(-1) === 'number';
  const keys = knownKeys(path);
  return {
    message: 'has no value',
    allowed: keys.length > 0 ? `a mapping of ${keys.join(', ')}` : allowedOf(path),
    fix: requiredFix(path, source) ?? `give it a value, or remove ${inList ? 'it' : 'the key'}`,
  };
}

// What to write for a key that every cluster file has.
function requiredFix(path: KeyPath, { file }: Source): string | undefined {
  switch (formatPath(path)) {
    case 'name':
      return `write name: ${nameOf(file)}, as the file is called`;
    case 'owner':
      return 'write owner: and your own name: it is NAME in NAME-bc-svc';
    case 'access':
    case 'access.from':
      return 'write access: { from: [<your address>/32] }: the only addresses that may reach the cluster';
    default:
      return undefined;
  }
}

// A version is the one string that looks like a number, and loses its last zero when it is read as one.
function version({ value, written }: Refused): Words {
  const allowed = allowedOf(['kubernetes']);
  const [found] = /1\.\d+/.exec(written.replace(',', '.')) ?? [];
  const isNewest = /latest|newest|stable/i.test(written);
  const meant = isNewest
    ? newestKubernetes
    : kubernetesVersions.find((known) => known === found || known === `${found}0`);
  const fix = meant ? `did you mean "${meant}"?` : found && `the nearest is "${nearest(found)}"`;
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

function nearest(version: string): KubernetesVersion | undefined {
  const minor = (text: string) => Number(text.split('.')[1]);
  return nearestBy(kubernetesVersions, (known) => Math.abs(minor(known) - minor(version)));
}

function wrongType(expected: string, { path, value, written }: Refused): Words {
  switch (expected) {
    case 'string':
      return typeof value === 'object'
        ? { message: `is ${kindOf(value)}, and text belongs here`, allowed: allowedOf(path) }
        : { message: 'is not a string', ...asString(path, value, written) };
    case 'boolean':
      return { message: 'is not true or false' };
    case 'int':
    case 'number':
      return {
        message: 'is not a whole number',
        allowed: allowedOf(path),
        fix: typeof value === 'number' ? between(value) : undefined,
      };
    case 'array': {
      const isDash = typeof value === 'string' && /^-\S/.test(value);
      return { message: `is not a list${isDash ? ': a space is missing after its -' : ''}` };
    }
    default: {
      const keys = knownKeys(path);
      return {
        message: 'is not a mapping of keys to values',
        allowed: keys.length > 0 ? `a mapping of ${keys.join(', ')}` : allowedOf(path),
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
  if (issue?.code === 'custom') {
    const { allowed, fix } = (issue.params ?? {}) as Words;
    return { allowed, fix };
  }
  return { fix: `put it in quotes: "${written}"` };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

function between(value: number): string {
  return `write ${Math.floor(value)} or ${Math.ceil(value)}`;
}

// The port inside of the cluster, in a node port's place: people add the lowest to it.
function asNodePort(value: unknown, lowest: number | bigint): string | undefined {
  const port = Number(value) + LOWEST_NODE_PORT;
  const isPort = Number(lowest) >= LOWEST_NODE_PORT && Number(value) > 0;
  return isPort && port <= HIGHEST_NODE_PORT ? `did you mean ${port}?` : undefined;
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
