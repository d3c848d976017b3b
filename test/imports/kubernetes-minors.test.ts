import { describe, expect, test } from '@jest/globals';
import { spanText, spansOf } from '../../imports/generate/kubernetes/across-minors.ts';
import { relaxRequired } from '../../imports/generate/kubernetes/relax-required.ts';
import { removedApis } from '../../imports/generate/kubernetes/removed-apis.ts';
import { covers, parseSpan } from '../../imports/kubernetes-schema/span.ts';
import { endedKubernetes } from '../../tables/ended-kubernetes.ts';
import { kubernetesVersions, minorNumber, minorOf } from '../../tables/kubernetes.ts';

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

  const span = { first: 27, last: 36 };

  test('asks for history where what nobody serves is said to go later', () => {
    const modules = [module(26, { 'a/v1 A': { removedIn: 30 } }), module(36, {})];
    expect(() => removedApis(modules, served({}), span)).toThrow('nothing serves a/v1 A');
  });

  test('believes what was served before what the code says', () => {
    const removed = removedApis(
      [module(36, { 'a/v1 A': { deprecatedIn: 28, removedIn: 30 } })],
      served({ 'a/v1 A': 30 }),
      span,
    );
    expect(removed.get('a/v1 A')).toMatchObject({ deprecatedIn: 28, removedIn: 31 });
  });

  test('takes the first module without a kind as its removal when nothing else is known', () => {
    const modules = [module(19, { 'a/v1 A': {} }), module(20, {}), module(36, {})];
    expect(removedApis(modules, served({}), span).get('a/v1 A')?.removedIn).toBe(20);
  });

  test('keeps a removal that is announced, and nothing of kinds that stay', () => {
    const tagged = { deprecatedIn: 35, removedIn: 38 };
    const removed = removedApis(
      [module(36, { 'a/v1 A': tagged, 'a/v1 B': {} })],
      served({ 'a/v1 A': 36, 'a/v1 B': 36 }),
      span,
    );
    expect([...removed]).toEqual([['a/v1 A', tagged]]);
  });
});

test('every release is of its minor version, and no minor version is left out', () => {
  const rows = [
    ...Object.entries(endedKubernetes).map(([version, { release }]) => ({ version, release })),
    ...kubernetesVersions.map((version) => ({ version, release: minorOf(version).release })),
  ];
  for (const { version, release } of rows) expect(release.startsWith(`${version}.`)).toBe(true);
  const numbers = rows.map(({ version }) => minorNumber(version));
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
});
