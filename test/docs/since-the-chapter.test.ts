import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { projectFile } from '../support/processes.ts';
import { treeOf } from '../support/trees.ts';

interface Row {
  readonly chapter: string;
  readonly now: string;
  readonly here: string;
}

const page = readFileSync(projectFile('docs/since-the-chapter.md'), 'utf8');
const rows = [...page.matchAll(/^\| ([^|\n]+) \| ([^|\n]+) \| ([^|\n]*)\|$/gm)]
  .map(([, chapter = '', now = '', here = '']): Row => ({ chapter, now, here }))
  .filter(({ chapter }) => chapter !== 'The chapter says');

test('every row says where its facts are from', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter(({ now }) => !/\[\d+\]|\]\(\.\.\/tables/.test(now))).toEqual([]);
});

test('what a row says this project writes is in the files', () => {
  const lines = new Set(
    [...treeOf({ sockShop: { storage: 'persistent' } }).values()]
      .flatMap((text) => text.split('\n'))
      .map((line) => line.trim().replace(/^- /, '')),
  );
  const values = rows.flatMap(({ here }) =>
    [...here.matchAll(/`(\w+: \w[\w/.]*)`/g)].map(([, value = '']) => value),
  );
  expect(values.length).toBeGreaterThan(4);
  expect(values.filter((value) => !lines.has(value))).toEqual([]);
});

test('no file holds a Secret, and Auto Mode is off', () => {
  const texts = [...treeOf().entries()];
  expect(texts.filter(([, text]) => /^kind: Secret$/m.test(text)).map(([path]) => path)).toEqual(
    [],
  );
  expect(treeOf().get('eksctl/cluster.yaml')).toContain('autoModeConfig:\n  enabled: false');
});
