import { refName } from './json-schema.ts';
import type { Definitions, JsonSchema } from './json-schema.ts';

interface Correction {
  /** The definition that eksctl's schema gets wrong. */
  definition: string;
  /** What is wrong, as eksctl's own parser shows. */
  because: string;
  /** The right definition, or nothing when eksctl's is right by now. */
  correct(schema: JsonSchema, definitions: Definitions): JsonSchema | undefined;
}

const CORRECTIONS: Correction[] = [
  {
    definition: 'ARN',
    because: 'untyped, but written and read as a string',
    correct: (schema) => (schema.type === undefined ? { type: 'string' } : undefined),
  },
  {
    definition: 'RemoteNetworkConfig',
    because: 'vpcGatewayID is optional',
    correct: (schema) =>
      schema.required?.includes('vpcGatewayID')
        ? { ...schema, required: schema.required.filter((key) => key !== 'vpcGatewayID') }
        : undefined,
  },
  {
    definition: 'IdentityProvider',
    because: 'its oneOf forbids the type that its own properties require',
    correct: (schema, definitions) =>
      schema.oneOf?.length === 1 ? mergeOnlyVariant(schema, definitions) : undefined,
  },
  {
    definition: 'TaintsWrapper',
    because: 'a map from key to value:effect is read as well as a list',
    correct: (schema) =>
      schema.type === 'array'
        ? { anyOf: [schema, { type: 'object', additionalProperties: { type: 'string' } }] }
        : undefined,
  },
];

/** The definitions without the known mistakes of eksctl's schema, and the corrections not needed. */
export function correctMistakes(definitions: Definitions): {
  corrected: Definitions;
  unneeded: string[];
} {
  const corrected = { ...definitions };
  const unneeded: string[] = [];
  for (const { definition, because, correct } of CORRECTIONS) {
    const schema = definitions[definition];
    const right = schema && correct(schema, definitions);
    if (right) corrected[definition] = right;
    else unneeded.push(`${definition} (${because})`);
  }
  return { corrected, unneeded };
}

function mergeOnlyVariant(
  { oneOf, ...base }: JsonSchema,
  definitions: Definitions,
): JsonSchema | undefined {
  const ref = oneOf?.[0]?.$ref;
  const variant = ref === undefined ? undefined : definitions[refName(ref)];
  if (!variant) return undefined;
  return {
    ...variant,
    required: [...(base.required ?? []), ...(variant.required ?? [])],
    properties: { ...base.properties, ...variant.properties },
  };
}
