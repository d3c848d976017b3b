import { describe, expect, test } from '@jest/globals';
import { render } from '../../output/render.ts';
import { synthesize } from '../../synthesize.ts';
import { configOf, minors, options, type Overrides } from '../support/configs.ts';

const renderAll = (overrides: Overrides = {}): Map<string, string> => {
  const { files, clusterConfig } = synthesize(configOf(overrides));
  const all = clusterConfig ? [clusterConfig, ...files] : files;
  return new Map(all.map((file) => [file.path, render('sock-shop', file)]));
};

const defaults = renderAll();

test('the default cluster', () => {
  expect(Object.fromEntries(defaults)).toMatchSnapshot();
});

describe('what each option changes', () => {
  test.each(Object.entries(options))('%s', (_name, overrides) => {
    expect(changes(defaults, renderAll(overrides))).toMatchSnapshot();
  });
});

describe('what each minor changes', () => {
  test.each(Object.entries(minors))('%s', (_name, overrides) => {
    expect(changes(defaults, renderAll(overrides))).toMatchSnapshot();
  });
});

// A file that another option's snapshot shows in full is shown here by its changed lines.
function changes(before: Map<string, string>, after: Map<string, string>) {
  const result: Record<string, string> = {};
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) continue;
    if (now === undefined) result[path] = 'gone';
    else result[path] = old === undefined ? now : changedLines(old, now);
  }
  return result;
}

function changedLines(old: string, now: string): string {
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
