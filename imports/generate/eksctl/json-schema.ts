/** The part of JSON Schema that eksctl's own schema uses. */
export interface JsonSchema {
  $schema?: string;
  $ref?: string;
  type?: string;
  enum?: readonly (string | number)[];
  examples?: readonly (string | number)[];
  description?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
}

/** Named schemas, as they stand under `definitions`. */
export type Definitions = Record<string, JsonSchema>;

export interface SchemaDocument extends JsonSchema {
  definitions: Definitions;
}

const REF_PREFIX = '#/definitions/';

/** The schema that stands for a named definition. */
export const refTo = (name: string): JsonSchema => ({ $ref: REF_PREFIX + name });

/** The definition that a `$ref` points at. */
export const refName = (ref: string): string =>
  decodeURIComponent(ref.slice(REF_PREFIX.length).replaceAll('~1', '/').replaceAll('~0', '~'));

/** The same schema with each sub-schema, innermost first, replaced by what `change` makes of it. */
export function mapSchema(
  schema: JsonSchema,
  change: (schema: JsonSchema) => JsonSchema,
): JsonSchema {
  const visit = (child: JsonSchema): JsonSchema => mapSchema(child, change);
  const copy = { ...schema };
  if (copy.items) copy.items = visit(copy.items);
  if (copy.oneOf) copy.oneOf = copy.oneOf.map(visit);
  if (copy.anyOf) copy.anyOf = copy.anyOf.map(visit);
  if (copy.properties) copy.properties = mapValues(copy.properties, visit);
  if (typeof copy.additionalProperties === 'object') {
    copy.additionalProperties = visit(copy.additionalProperties);
  }
  return change(copy);
}

/** The same record with each value replaced. */
export const mapValues = <From, To>(
  record: Record<string, From>,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
