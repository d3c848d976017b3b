import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ProblemsError } from '../../../terminal/problem.ts';
import { readInputs } from '../../../scripts/validate/input.ts';
import { oldestKubernetes } from '../../../tables/kubernetes.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
  for (const path of ['b.yaml', 'a/x.yml', 'a/y.json', 'a/notes.txt', '.git/z.yaml']) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `path: ${path}\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(...paths: string[]) {
  try {
    readInputs(paths);
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return [];
}

describe('readInputs', () => {
  test('finds the manifests below a folder, in the order of their bytes', () => {
    expect(readInputs([folder])).toEqual([
      { file: join(folder, 'a/x.yml'), text: 'path: a/x.yml\n' },
      { file: join(folder, 'a/y.json'), text: 'path: a/y.json\n' },
      { file: join(folder, 'b.yaml'), text: 'path: b.yaml\n' },
    ]);
  });

  test("knows what lies in a cluster's folder of ours, and its minor", () => {
    const cluster = join(folder, 'dist/c');
    mkdirSync(join(cluster, 'apps'), { recursive: true });
    mkdirSync(join(cluster, 'eksctl'));
    writeFileSync(join(cluster, 'kustomization.yaml'), '# Made by `npm run synth` from c\n');
    writeFileSync(
      join(cluster, 'eksctl/cluster.yaml'),
      `metadata: { version: "${oldestKubernetes}" }\n`,
    );
    writeFileSync(join(cluster, 'apps/1.yaml'), '');
    const wholes = (path: string) => readInputs([path]).map(({ whole }) => whole);
    const whole = { folder: cluster, minor: oldestKubernetes };
    expect(wholes(join(cluster, 'apps'))).toEqual([whole]);
    expect(wholes(join(cluster, 'apps/1.yaml'))).toEqual([whole]);
    expect(wholes(cluster)).toEqual([undefined, undefined, undefined]);
    writeFileSync(join(cluster, 'kustomization.yaml'), 'resources: []\n');
    expect(wholes(join(cluster, 'apps'))).toEqual([undefined]);
    rmSync(join(folder, 'dist'), { recursive: true });
  });

  test('reads a file of any name when it is named, and once only', () => {
    const file = join(folder, 'a/notes.txt');
    expect(readInputs([file, file])).toMatchObject([{ file }]);
  });

  test('reads the standard input', () => {
    expect(readInputs(['-'], () => Buffer.from('kind: Pod'))).toMatchObject([
      { text: 'kind: Pod' },
    ]);
  });

  test('drops a byte order mark', () => {
    const file = join(folder, 'a/bom.txt');
    writeFileSync(file, '\ufeffkind: Pod');
    expect(readInputs([file])[0]?.text).toBe('kind: Pod');
    writeFileSync(file, Buffer.from('\ufeffkind: Pod', 'utf16le'));
    expect(readInputs([file])[0]?.text).toBe('kind: Pod');
    rmSync(file);
  });

  test('names what was probably meant, and reports every path at once', () => {
    expect(problemsOf(join(folder, 'b.yml'), join(folder, 'qqqqqqqq'))).toMatchObject([
      { message: expect.stringContaining('no such'), fix: expect.stringContaining('b.yaml?') },
      { message: expect.stringContaining('no such'), fix: undefined },
    ]);
  });

  test('says when a folder holds nothing to read', () => {
    mkdirSync(join(folder, 'empty'));
    expect(problemsOf(join(folder, 'empty'))).toMatchObject([
      { message: expect.stringContaining('holds no') },
    ]);
  });
});
