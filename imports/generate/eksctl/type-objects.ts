import { mapSchema } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** The same schema with `type: object` wherever properties stand without it. */
export const typeObjects = (schema: JsonSchema): JsonSchema =>
  mapSchema(schema, (each) =>
    each.properties && each.type === undefined ? { type: 'object', ...each } : each,
  );
