import { mapSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

const KEPT = [
  '$ref',
  'type',
  'enum',
  'items',
  'properties',
  'required',
  'additionalProperties',
  'oneOf',
  'anyOf',
] as const satisfies readonly (keyof JsonSchema)[];

/** Only what says which values are valid: no descriptions, titles, (often wrong) defaults or order. */
export const stripProse = (schema: JsonSchema): JsonSchema =>
  mapSchema(schema, (each) => {
    const kept = KEPT.filter((keyword) => each[keyword] !== undefined);
    return Object.fromEntries(kept.map((keyword) => [keyword, each[keyword]]));
  });
