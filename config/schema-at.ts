import type { z } from 'zod';
import { clusterSchema } from './schema.ts';
import { formatPath, type KeyPath } from './source.ts';
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

/** The keys that may stand in the mapping at a path of the cluster file. */
export function knownKeys(path: KeyPath): string[] {
  const schema = schemaAt(path);
  return schema && isKind(schema, 'object') ? Object.keys(shapeOf(schema)) : [];
}

let paths: KeyPath[] | undefined;

/** Where in a cluster file a key of this name stands, when it stands in one place only. */
export function elsewhere(key: string): string | undefined {
  paths ??= allPaths([]);
  const found = paths.filter((path) => normalise(String(path.at(-1))) === normalise(key));
  return found.length === 1 && found[0] ? formatPath(found[0]) : undefined;
}

function allPaths(path: KeyPath): KeyPath[] {
  return knownKeys(path).flatMap((key) => [[...path, key], ...allPaths([...path, key])]);
}

function shapeOf(schema: Schema): Record<string, Schema> {
  return (schema as z.ZodObject).shape as Record<string, Schema>;
}

function isKind(schema: Schema, kind: string): boolean {
  return schema.def.type === kind;
}

function unwrap(schema: Schema): Schema {
  const { innerType } = schema.def as { innerType?: Schema };
  return innerType ? unwrap(innerType) : schema;
}
