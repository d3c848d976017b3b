import { join } from 'node:path';
import { writeFormatted } from '../write-formatted.ts';
import { cleanSchema } from './clean-schema.ts';
import { comment, describe, unmatchedLines } from './describe.ts';
import { readSchema } from './read-schema.ts';
import { renderTypes } from './render-types.ts';
import { withWords } from './words.ts';

const PACKAGE = join(import.meta.dirname, '../../eksctl-config-types');

/** Writes the package eksctl-config-types anew; returns what a person should know. */
export async function importEksctl(from: string | undefined): Promise<string[]> {
  const { schema, unneeded } = cleanSchema(readSchema(from));
  const { definitions } = schema;
  const types = await renderTypes({ ...schema, definitions: withWords(definitions, 'enum') });
  const described = describe(withWords(definitions, 'examples'));
  await writeFormatted(join(PACKAGE, 'index.d.ts'), comment(types));
  await writeFormatted(
    join(PACKAGE, 'schema.json'),
    JSON.stringify({ ...schema, definitions: described }),
  );
  return [
    `eksctl-config-types: ${Object.keys(definitions).length} types`,
    ...unmatchedLines(definitions).map((each) => `  ${each}: imports/generate/eksctl/lines.ts`),
    ...unneeded.map((each) => `  correction no longer needed: ${each}`),
  ];
}
