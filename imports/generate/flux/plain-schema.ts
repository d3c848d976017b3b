import type { Definition, OpenApiSchema } from './definition.ts';

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: text };

const metadata = {
  type: 'object',
  properties: { name: text, namespace: text, labels: texts, annotations: texts },
  required: ['name', 'namespace'],
  additionalProperties: false,
};

/** The JSON Schema of what a person writes: no status, no prose, nothing that isn't defined. */
export function plainSchema({ kind, apiVersion, schema }: Definition): object {
  return {
    type: 'object',
    properties: {
      apiVersion: { enum: [apiVersion] },
      kind: { enum: [kind] },
      metadata,
      spec: plain(schema.properties?.spec ?? {}),
    },
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
  };
}

function plain(schema: OpenApiSchema): object {
  const { type, required, items, additionalProperties, properties } = schema;
  const { enum: words, pattern, minLength, maxLength } = schema;
  return {
    ...(type && { type }),
    ...(words && { enum: words }),
    ...(pattern && { pattern }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(items && { items: plain(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, plain(value)]),
      ),
    }),
    ...(required && { required }),
    ...(type === 'object' && {
      additionalProperties:
        typeof additionalProperties === 'object'
          ? plain(additionalProperties)
          : (additionalProperties ?? !properties),
    }),
  };
}
