import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSchema } from '../../imports/generate/eksctl/read-schema.ts';
import { ImportError } from '../../imports/generate/import-error.ts';

const schema = { $ref: '#/definitions/ClusterConfig', definitions: { ClusterConfig: {} } };

let folder: string;
let path: string | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-schema-'));
  path = process.env.PATH;
});

afterAll(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

const saved = (text: string): string => {
  const file = join(folder, 'schema.json');
  writeFileSync(file, text);
  return file;
};

const eksctlThat = (script: string): void => {
  writeFileSync(join(folder, 'eksctl'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:/usr/bin:/bin`;
};

describe('readSchema', () => {
  test('reads a saved schema', () => {
    expect(readSchema(saved(JSON.stringify(schema)))).toEqual(schema);
  });

  test('asks eksctl', () => {
    eksctlThat(`[ "$*" = "utils schema" ] && echo '${JSON.stringify(schema)}'`);
    expect(readSchema(undefined)).toEqual(schema);
  });

  test('says what to do without eksctl', () => {
    process.env.PATH = join(folder, 'empty');
    expect(() => readSchema(undefined)).toThrow(ImportError);
    expect(() => readSchema(undefined)).toThrow(/Install it .*--from FILE/);
  });

  test("passes eksctl's own error on", () => {
    eksctlThat('echo "unknown command" >&2; exit 1');
    expect(() => readSchema(undefined)).toThrow('`eksctl utils schema` failed: unknown command');
  });

  test.each([
    ['no JSON', 'apiVersion: x', /holds no JSON/],
    ['another JSON', '{"definitions":{}}', /no definitions\.ClusterConfig/],
    ['JSON null', 'null', /no definitions\.ClusterConfig/],
  ])('refuses a file with %s', (_, text, message) => {
    expect(() => readSchema(saved(text))).toThrow(message);
  });

  test('names a file that is missing', () => {
    expect(() => readSchema(join(folder, 'missing.json'))).toThrow(
      /--from .*missing\.json: .*ENOENT/,
    );
  });
});
