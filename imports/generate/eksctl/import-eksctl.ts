import { join } from 'node:path';
import { writeFormatted } from '../write-formatted.ts';
import { cleanSchema } from './clean-schema.ts';
import { readSchema } from './read-schema.ts';
import { renderTypes } from './render-types.ts';

const PACKAGE = join(import.meta.dirname, '../../eksctl-config-types');

/** Writes the package eksctl-config-types anew; returns what a person should know. */
export async function importEksctl(from: string | undefined): Promise<string[]> {
  const { schema, unneeded } = cleanSchema(readSchema(from));
  await writeFormatted(join(PACKAGE, 'index.d.ts'), await renderTypes(schema));
  await writeFormatted(join(PACKAGE, 'schema.json'), JSON.stringify(schema));
  return [
    `eksctl-config-types: ${Object.keys(schema.definitions).length} types`,
    ...unneeded.map((each) => `  correction no longer needed: ${each}`),
  ];
}
