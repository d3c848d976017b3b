import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { ImportError } from '../import-error.ts';
import { goModule } from '../kubernetes/go-module.ts';
import { writeFormatted } from '../write-formatted.ts';
import { readDefinition } from './definition.ts';
import { plainSchema } from './plain-schema.ts';
import { DEFINITIONS, FLUX_API_VERSION, FLUX_KINDS } from './versions.ts';

const FOLDER = join(import.meta.dirname, '../../flux');

const HEADER = `// Generated from Flux's custom resource definitions by \`npm run import -- flux\`; edits here get lost.
// Their descriptions are left out: see https://fluxcd.io/flux/components.
`;

type CompilerInput = Parameters<typeof compile>[0];

/** Writes Flux's types and schemas anew, from its modules or from a folder of definitions. */
export async function importFlux(from: string | undefined): Promise<string[]> {
  const definitions = FLUX_KINDS.map(({ module, release, file }) => {
    const folder = from ?? join(goModule(module, release), DEFINITIONS);
    return readDefinition(read(join(folder, file)), FLUX_API_VERSION, file);
  });
  const schemas = Object.fromEntries(
    definitions.map((definition) => [definition.kind, plainSchema(definition)]),
  );
  const types = await Promise.all(
    Object.entries(schemas).map(([kind, schema]) =>
      compile(schema as CompilerInput, kind, { bannerComment: '', format: false }),
    ),
  );
  await writeFormatted(join(FOLDER, 'types.ts'), `${HEADER}\n${types.join('\n')}`);
  await writeFormatted(join(FOLDER, 'schema.json'), JSON.stringify(schemas));
  return [`flux: ${definitions.map(({ kind, apiVersion }) => `${kind} ${apiVersion}`).join(', ')}`];
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ImportError(`${file} can't be read; --from takes a folder of Flux's definitions.`);
  }
}
