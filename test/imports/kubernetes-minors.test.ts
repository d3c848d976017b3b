import { describe, expect, test } from '@jest/globals';
import { spanText, spansOf } from '../../imports/generate/kubernetes/across-minors.ts';
import { relaxRequired } from '../../imports/generate/kubernetes/relax-required.ts';
import { removedApis } from '../../imports/generate/kubernetes/removed-apis.ts';
import { MINORS } from '../../imports/kubernetes-schema/index.ts';
import { covers, parseSpan } from '../../imports/kubernetes-schema/span.ts';
import { kubernetesReleases } from '../../tables/kubernetes-releases.ts';

describe('spansOf', () => {
  test('joins neighbours and breaks at changes and gaps', () => {
    expect(
      spansOf([
        [1, 'a'],
        [2, 'a'],
        [3, 'b'],
        [5, 'b'],
      ]),
    ).toEqual([
      { value: 'a', since: 1, until: 2 },
      { value: 'b', since: 3, until: 3 },
      { value: 'b', since: 5, until: 5 },
    ]);
  });
});

describe("a span's text", () => {
  test.each([
    ['string', 27, 36],
    ['string@28-', 28, 36],
    ['string@-30', 27, 30],
    ['string@28-30', 28, 30],
  ])('%s is read as it was written', (text, since, until) => {
    expect(spanText({ value: 'string', since, until }, 27, 36)).toBe(text);
    const covered = [26, 27, 28, 29, 30, 31, 36].filter((minor) => covers(parseSpan(text), minor));
    expect(covered.filter((minor) => minor > 26)).toEqual(
      [27, 28, 29, 30, 31, 36].filter((minor) => since <= minor && minor <= until),
    );
  });
});

describe('relaxRequired', () => {
  test('takes the newer word when a field was never really required', () => {
    expect(
      relaxRequired([
        [27, '!string'],
        [28, 'string'],
      ]),
    ).toEqual([
      [27, 'string'],
      [28, 'string'],
    ]);
  });

  test('keeps what became required, and what changed its type', () => {
    const values = [
      [27, '!int32'],
      [28, 'string'],
      [29, '!string'],
    ] as const;
    expect(relaxRequired(values)).toEqual(values);
  });
});

describe('removedApis', () => {
  const module = (minor: number, kinds: Record<string, object>) => ({
    module: 'm',
    minor,
    lifecycles: new Map(Object.entries(kinds)),
  });
  const served = (kinds: Record<string, number>) =>
    new Map(
      Object.entries(kinds).map(([kind, until]) => [kind, [{ value: '', since: 27, until }]]),
    );

  test('believes what was served before what the code says', () => {
    const removed = removedApis(
      [module(36, { 'a/v1 A': { deprecatedIn: 28, removedIn: 30 } })],
      served({ 'a/v1 A': 30 }),
      36,
    );
    expect(removed.get('a/v1 A')).toMatchObject({ deprecatedIn: 28, removedIn: 31 });
  });

  test('takes the first module without a kind as its removal when nothing else is known', () => {
    const modules = [module(19, { 'a/v1 A': {} }), module(20, {}), module(36, {})];
    expect(removedApis(modules, served({}), 36).get('a/v1 A')?.removedIn).toBe(20);
  });

  test('keeps a removal that is announced, and nothing of kinds that stay', () => {
    const tagged = { deprecatedIn: 35, removedIn: 38 };
    const removed = removedApis(
      [module(36, { 'a/v1 A': tagged, 'a/v1 B': {} })],
      served({ 'a/v1 A': 36, 'a/v1 B': 36 }),
      36,
    );
    expect([...removed]).toEqual([['a/v1 A', tagged]]);
  });
});

test('the tables cover the minors whose releases they are made from', () => {
  expect(MINORS).toEqual(Object.keys(kubernetesReleases));
});
