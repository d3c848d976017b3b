import { correctMistakes } from './corrections.ts';
import { mapValues, refTo } from './json-schema.ts';
import type { SchemaDocument } from './json-schema.ts';
import { shortenNames } from './short-names.ts';
import { stripProse } from './strip-prose.ts';
import { typeObjects } from './type-objects.ts';

/** eksctl's schema as a validator and a type generator can use it. */
export function cleanSchema(schema: SchemaDocument): {
  schema: SchemaDocument;
  unneeded: string[];
} {
  const named = shortenNames(mapValues(schema.definitions, stripProse));
  const { corrected, unneeded } = correctMistakes(named);
  const sorted = Object.fromEntries(
    Object.entries(mapValues(corrected, typeObjects)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...refTo('ClusterConfig'),
      definitions: sorted,
    },
    unneeded,
  };
}
