import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile } from '../support/processes.ts';
import { treeOf } from '../support/trees.ts';

const GAP = '# …';
const page = readFileSync(projectFile('docs/exercises.md'), 'utf8');

/** Each YAML block of the page, and the file that was named last before it. */
const excerpts = page.split('```yaml\n').flatMap((part, index, parts): [string, string][] => {
  if (index === 0) return [];
  const before = parts.slice(0, index).join('');
  const file = [...before.matchAll(/\]\(\.\.\/dist\/sock-shop\/(\S+?)\)/g)].at(-1)?.[1] ?? '';
  return [[file, part.split('\n```')[0] ?? '']];
});

test('every file that an exercise applies is shown in part', () => {
  const files = new Set(excerpts.map(([file]) => file));
  const applied = [
    ...page.slice(0, page.indexOf('## Concepts')).matchAll(/-f dist\/sock-shop\/(\S+)/g),
  ];
  const [ingress] = [...treeOf().keys()].filter((path) =>
    path.endsWith('ingress-controller.k8s.yaml'),
  );
  // The controller is another's, and long.
  expect(
    applied.map(([, file = '']) => file).filter((file) => file !== ingress && !files.has(file)),
  ).toEqual([]);
});

test.each(excerpts)('what is shown of %s stands in it, in this order', (file, excerpt) => {
  let rest = treeOf().get(file) ?? '';
  for (const piece of excerpt.split(`${GAP}\n`)) {
    const lines = `\n${piece.trimEnd().replaceAll(/ # .*$/gm, '')}\n`;
    const place = rest.indexOf(lines);
    expect({ lines, found: place >= 0 }).toEqual({ lines, found: true });
    rest = rest.slice(place + lines.length - 1);
  }
});
