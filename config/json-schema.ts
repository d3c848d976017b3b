import * as z from 'zod';
import { clusterSchema } from './schema.ts';

/** A JSON Schema, as far as the cluster file's needs more than plain data. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The cluster file's schema as editors read it: the same keys, types, defaults and words as the validation's. */
export function jsonSchema(): JsonSchema {
  return z.toJSONSchema(clusterSchema, {
    io: 'input',
    // The version that every editor's YAML support knows.
    target: 'draft-07',
    override: ({ jsonSchema: schema }) => {
      // The default of a mapping is all of its keys' own.
      if (schema.type === 'object' && schema.properties) delete schema.default;
    },
  }) as JsonSchema;
}
