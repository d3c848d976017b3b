import { describe, expect, test } from '@jest/globals';
import type { Tree } from '../../output/tree.ts';
import { minors, options } from '../support/configs.ts';
import { treeOf } from '../support/trees.ts';

const defaults = treeOf();

test('the default cluster', () => {
  expect(Object.fromEntries(defaults)).toMatchSnapshot();
});

describe('what each option changes', () => {
  test.each(Object.entries(options))('%s', (_name, overrides) => {
    expect(changes(defaults, treeOf(overrides))).toMatchSnapshot();
  });
});

describe('what each minor changes', () => {
  test.each(Object.entries(minors))('%s', (_name, overrides) => {
    expect(changes(defaults, treeOf(overrides))).toMatchSnapshot();
  });
});

// A file that another option's snapshot shows in full is shown here by its changed lines.
function changes(before: Tree, after: Tree) {
  const result: Record<string, string> = {};
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) continue;
    if (now === undefined) result[path] = 'gone';
    else result[path] = old === undefined ? now : changedLines(old, now);
  }
  return result;
}

// Documents are taken one by one, as long as there are as many as before.
function changedLines(old: string, now: string): string {
  const [before, after] = [old.split('\n---\n'), now.split('\n---\n')];
  if (before.length !== after.length) return changedBlock(old, now);
  return before
    .map((text, index) => [text, after[index] ?? ''] as const)
    .filter(([text, other]) => text !== other)
    .map(([text, other]) => changedBlock(text, other))
    .join('\n---\n');
}

function changedBlock(old: string, now: string): string {
  const [before, after] = [old.split('\n'), now.split('\n')];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end++;
  const cut = (lines: string[], sign: string) =>
    lines.slice(start, lines.length - end).map((line) => `${sign} ${line}`);
  return [...cut(before, '-'), ...cut(after, '+')].join('\n');
}
