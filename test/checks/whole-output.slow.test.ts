import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../../checks/check.ts';
import { allChecks, objectFindings } from '../../checks/index.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, minors, options } from '../support/configs.ts';
import { subjectOf } from '../support/subjects.ts';

describe('all checks', () => {
  test.each(Object.entries({ 'every default': {}, ...options, ...minors }))(
    'find nothing in our own output: %s',
    (_, overrides) => {
      expect(objectFindings(synthesize(configOf(overrides)))).toEqual([]);
    },
  );

  test('change nothing, and find the same twice', () => {
    const subject = synthesize(configOf());
    const before = JSON.stringify(subject);
    objectFindings(subject);
    expect(JSON.stringify(subject)).toBe(before);
  });

  // Whatever stands in a field, a check must not throw: each field gets one of these in turn.
  const odd = [
    null,
    undefined,
    0,
    -1,
    NaN,
    '',
    'x',
    true,
    [],
    [null],
    [[]],
    {},
    { a: null },
    'a:1',
  ];
  test('bear odd values in every field', () => {
    const { files, clusterConfig, ...rest } = synthesize(configOf());
    const objects = oneOfEach(files.flatMap((file) => file.objects));
    const crashes: string[] = [];
    let turn = 0;
    const next = () => odd[turn++ % odd.length];
    for (const object of objects) {
      for (const damaged of damages(object, next)) {
        const all = objects.map((one) => (one === object ? damaged : one));
        crashes.push(...crashesOf({ ...rest, clusterConfig, files: subjectOf(all).files }));
      }
    }
    for (const damaged of damages(clusterConfig!.object, next)) {
      const config = { path: 'cluster.yaml', object: damaged as never };
      crashes.push(
        ...crashesOf({ ...rest, clusterConfig: config, files: subjectOf(objects).files }),
      );
    }
    expect(crashes).toEqual([]);
  });

  test.each(odd.map((value) => [JSON.stringify(value) ?? 'undefined', value] as const))(
    'bear %s in place of objects',
    (_, value) => {
      expect(crashesOf(subjectOf([value]))).toEqual([]);
      expect(crashesOf(subjectOf(value as never))).toEqual([]);
    },
  );
});

function oneOfEach(objects: readonly KubeObject[]): KubeObject[] {
  return [...new Map(objects.map((object) => [object.kind, object])).values()];
}

// The checks that throw, with what they throw.
function crashesOf(subject: Subject): string[] {
  return allChecks.flatMap((check) => {
    try {
      check(subject);
      return [];
    } catch (error) {
      return `${check.name}: ${String(error)}`;
    }
  });
}

// The value with each of its fields replaced, one at a time; of a list only the first two items.
function* damages(value: unknown, next: () => unknown, depth = 0): Generator<unknown> {
  if (typeof value !== 'object' || value === null || depth > 10) return;
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 2 : undefined);
  for (const [key, inner] of entries) {
    const put = (one: unknown): unknown =>
      Array.isArray(value)
        ? value.map((each, i) => (String(i) === key ? one : each))
        : { ...value, [key]: one };
    yield put(next());
    for (const damaged of damages(inner, next, depth + 1)) yield put(damaged);
  }
}
