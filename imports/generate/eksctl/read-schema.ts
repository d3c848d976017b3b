import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ImportError } from '../import-error.ts';
import type { SchemaDocument } from './json-schema.ts';

/** eksctl's JSON schema, from a file or, without one, from the eksctl on the PATH. */
export function readSchema(file: string | undefined): SchemaDocument {
  const [text, source] =
    file === undefined
      ? [askEksctl(), '`eksctl utils schema`']
      : [readSavedSchema(file), JSON.stringify(file)];
  return parseSchema(text, source);
}

function askEksctl(): string {
  const run = spawnSync('eksctl', ['utils', 'schema'], {
    encoding: 'utf8',
    env: process.env,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error && 'code' in run.error && run.error.code === 'ENOENT') {
    throw new ImportError(
      'There is no eksctl on the PATH. Install it (https://eksctl.io/installation), or save the ' +
        'output of `eksctl utils schema` elsewhere and give that file: ' +
        '`npm run import -- eksctl --from FILE`.',
    );
  }
  if (run.error || run.status !== 0) {
    const reason = run.error?.message ?? run.stderr.trim();
    throw new ImportError(`\`eksctl utils schema\` failed: ${reason}`);
  }
  return run.stdout;
}

function readSavedSchema(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ImportError(`--from ${file}: ${String(error)}`);
  }
}

function parseSchema(text: string, source: string): SchemaDocument {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    throw new ImportError(
      `${source} holds no JSON; \`eksctl utils schema\` prints what is needed.`,
    );
  }
  if (!isEksctlSchema(schema)) {
    throw new ImportError(
      `${source} is JSON, but not eksctl's schema: it has no definitions.ClusterConfig.`,
    );
  }
  return schema;
}

function isEksctlSchema(value: unknown): value is SchemaDocument {
  const definitions = (value as { definitions?: { ClusterConfig?: unknown } } | null)?.definitions;
  return typeof definitions?.ClusterConfig === 'object';
}
