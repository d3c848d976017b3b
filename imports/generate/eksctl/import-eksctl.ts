import { writeFormatted } from '../write-formatted.ts';
import { cleanSchema } from './clean-schema.ts';
import { readSchema } from './read-schema.ts';
import { renderTypes } from './render-types.ts';

const PACKAGE = new URL('../../eksctl-config-types/', import.meta.url);

/** Writes the package eksctl-config-types anew; returns what a person should know. */
export async function importEksctl(from: string | undefined): Promise<string[]> {
  const { schema, unneeded } = cleanSchema(readSchema(from));
  await writeFormatted(new URL('index.d.ts', PACKAGE), await renderTypes(schema));
  await writeFormatted(new URL('schema.json', PACKAGE), JSON.stringify(schema));
  return [
    `eksctl-config-types: ${Object.keys(schema.definitions).length} types`,
    ...unneeded.map((each) => `  correction no longer needed: ${each}`),
  ];
}
