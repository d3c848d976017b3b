import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggest } from '../../terminal/suggest.ts';
import { either, isMap, keyOf, type Place, type Problem, rule } from './place.ts';

/** What the schema says of one value. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

// Needed only sometimes; their own rules know when.
const sometimesRequired = ['instanceTypes', 'remoteNodeNetworks'];

// eksctl takes any upper and lower case here, and the empty string as unset.
const lenientEnums = ['amiFamily', 'ipFamily'];
const emptyMeansUnset = [...lenientEnums, 'supportType', 'gateway'];

export const schema = rule(
  {
    id: 'eksctl/schema',
    severity: 'refused',
    why: "eksctl refuses keys that it doesn't know, wrong types and missing values.",
    remedy: "Write the key as eksctl's schema has it.",
  },
  look,
);

function look(cluster: Place): Iterable<Problem> {
  return walk(cluster, rootSchema());
}

/** The schema of a whole ClusterConfig. */
export function rootSchema(): Schema {
  return definitions()['ClusterConfig'] ?? {};
}

/** The schema of what stands under a key or index of a value with the given schema. */
export function childSchema(parent: Schema, key: string | number): Schema {
  const { properties, additionalProperties, items } = resolve(parent);
  if (typeof key === 'number') return resolve(items ?? {});
  if (properties && Object.hasOwn(properties, key)) return resolve(properties[key] ?? {});
  return typeof additionalProperties === 'object' ? resolve(additionalProperties) : {};
}

/** The branch of a schema that fits a kind of value, where it has branches. */
export function branchFor(schema: Schema, type: string): Schema {
  const resolved = resolve(schema);
  const branches = resolved.anyOf?.map(resolve);
  return branches?.find((branch) => branch.type === type) ?? branches?.[0] ?? resolved;
}

function* walk(at: Place, given: Schema): Generator<Problem> {
  const found = typeOf(at.value);
  const schema = branchFor(given, found);
  if (schema.type === undefined) return;
  if (!fits(found, schema.type)) {
    yield wrongType(at, schema.type, found);
    return;
  }
  if (schema.enum) yield* enumValue(at, schema.enum);
  for (const item of at.items()) yield* listItem(item, schema);
  if (isMap(at.value)) yield* mapEntries(at, schema);
}

function* listItem(item: Place, parent: Schema): Generator<Problem> {
  if (item.isSet) yield* walk(item, childSchema(parent, 0));
  else yield { at: item, message: `${item.path} is empty`, fix: 'remove it or fill it in' };
}

function* mapEntries(at: Place, schema: Schema): Generator<Problem> {
  for (const [key, child] of at.entries()) {
    const known = schema.properties && Object.hasOwn(schema.properties, key);
    if (!known && schema.additionalProperties === false) yield unknownKey(child, key, schema);
    // A key without a value is an unset one to eksctl.
    else if (child.isSet) yield* walk(child, childSchema(schema, key));
  }
  for (const key of schema.required ?? []) {
    const child = at.at(key);
    if (sometimesRequired.includes(key) || (child.isSet && child.value !== '')) continue;
    yield { at: child, message: `${child.path} must be set` };
  }
}

function unknownKey(at: Place, key: string, { properties = {} }: Schema): Problem {
  const keys = Object.keys(properties);
  const sameWord = keys.find((known) => known.toLowerCase() === key.toLowerCase());
  const near = sameWord ?? suggest(key, keys);
  return {
    at,
    message: sameWord
      ? `eksctl silently ignores ${at.path}, because it expects the key ${sameWord}`
      : `eksctl knows no key ${JSON.stringify(key)} here`,
    allowed: keys.length > 12 ? undefined : either(keys),
    fix: near && `did you mean ${near}?`,
  };
}

function* enumValue(at: Place, allowed: readonly string[]): Generator<Problem> {
  const key = keyOf(at);
  const value = at.text;
  if (allowed.includes(value) || (value === '' && emptyMeansUnset.includes(key))) return;
  const same = allowed.find((known) => known.toLowerCase() === value.toLowerCase());
  if (same && lenientEnums.includes(key)) return;
  const near = same ?? suggest(value, allowed);
  yield {
    at,
    message: `${at.path} has no value ${JSON.stringify(value)}`,
    allowed: either(allowed),
    fix: near && `did you mean ${near}?`,
  };
}

function wrongType(at: Place, wanted: string, found: string): Problem {
  const scalar = ['boolean', 'integer', 'number'].includes(found);
  return {
    at,
    message: `${at.path || 'a ClusterConfig'} must be ${typeNames[wanted] ?? wanted}, not ${typeNames[found] ?? found}`,
    fix: wanted === 'string' && scalar ? 'write it in quotes' : undefined,
  };
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a map',
  nothing: 'empty',
};

function fits(found: string, wanted: string): boolean {
  return found === wanted || (wanted === 'number' && found === 'integer');
}

function typeOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'array';
  if (isMap(value)) return 'object';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

let loaded: Readonly<Record<string, Schema>> | undefined;

function definitions(): Readonly<Record<string, Schema>> {
  loaded ??= readDefinitions();
  return loaded;
}

function readDefinitions(): Readonly<Record<string, Schema>> {
  const path = join(import.meta.dirname, '../../imports/eksctl-config-types/schema.json');
  const { definitions } = JSON.parse(readFileSync(path, 'utf8')) as {
    definitions: Readonly<Record<string, Schema>>;
  };
  return definitions;
}

function resolve(schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const name = schema.$ref.replace('#/definitions/', '');
  return definitions()[name] ?? {};
}
