import type { z } from 'zod';
import { clusterSchema } from './schema.ts';
import { formatPath, type KeyPath } from './key-path.ts';
import { normalise } from '../terminal/suggest.ts';

type Schema = z.ZodType;

/** The schema of what stands at a path of the cluster file, without its default. */
export function schemaAt(path: KeyPath): Schema | undefined {
  let schema: Schema | undefined = clusterSchema;
  for (const key of path) {
    if (!schema) return undefined;
    if (isKind(schema, 'object')) schema = shapeOf(schema)[String(key)];
    else if (isKind(schema, 'array')) schema = (schema as z.ZodArray<Schema>).element;
    else if (isKind(schema, 'record'))
      schema = (schema as z.ZodRecord<z.ZodString, Schema>).valueType;
    else return undefined;
    schema &&= unwrap(schema);
  }
  return schema;
}

/** The schema of a key at a path, in a mapping of names to values. */
export function keyTypeAt(path: KeyPath): Schema | undefined {
  const parent = schemaAt(path.slice(0, -1));
  return parent && isKind(parent, 'record')
    ? ((parent as z.ZodRecord).keyType as Schema)
    : undefined;
}

/** The keys that may stand in the mapping at a path of the cluster file. */
export function knownKeys(path: KeyPath): string[] {
  const schema = schemaAt(path);
  return schema ? Object.keys(keysOf(schema)) : [];
}

/** The keys of a mapping, each with its schema; none where the schema is another one. */
export function keysOf(schema: Schema): Readonly<Record<string, Schema>> {
  return isKind(schema, 'object') ? shapeOf(schema) : {};
}

const FEW = 3;

let paths: KeyPath[] | undefined;

/** Where in a cluster file a key of this name stands, when it stands in few places only. */
export function elsewhere(key: string): string | undefined {
  paths ??= allPaths([]);
  const found = paths.filter((path) => normalise(String(path.at(-1))) === normalise(key));
  return found.length > 0 && found.length <= FEW ? found.map(formatPath).join(' or ') : undefined;
}

/** The name of every key that a cluster file can have anywhere. */
export function everyKey(path: KeyPath = []): string[] {
  const schema = schemaAt(path);
  if (schema && isKind(schema, 'array')) return everyKey([...path, 0]);
  const keys = knownKeys(path);
  return [...new Set(keys.flatMap((key) => [key, ...everyKey([...path, key])]))];
}

function allPaths(path: KeyPath): KeyPath[] {
  return knownKeys(path).flatMap((key) => [[...path, key], ...allPaths([...path, key])]);
}

function shapeOf(schema: Schema): Record<string, Schema> {
  return (schema as z.ZodObject).shape as Record<string, Schema>;
}

/** What a schema's values are: string, enum, number, object … */
export function kindOf(schema: Schema): string {
  return schema.def.type;
}

function isKind(schema: Schema, kind: string): boolean {
  return kindOf(schema) === kind;
}

/** A schema without its default. */
export function unwrap(schema: Schema): Schema {
  const { innerType } = schema.def as { innerType?: Schema };
  return innerType ? unwrap(innerType) : schema;
}
