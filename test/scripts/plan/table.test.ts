import { describe, expect, test } from '@jest/globals';
import { childSchema, rootSchema, type Schema } from '../../../checks/eksctl/schema.ts';
import { formatSteps } from '../../../scripts/diff/field-change.ts';
import { fits } from '../../../scripts/diff/eksctl/row.ts';
import { table } from '../../../scripts/diff/eksctl/table.ts';
import { eksctlChange } from '../../support/eksctl-change.ts';
import { planCases } from '../../support/plan-cases.ts';

const PIPED = /^\| (eksctl [a-z]+ [a-z-]+ -f -(?: --wait| --approve)?) (.*)$/;

describe('what a change takes', () => {
  test.each(planCases.map((one) => [one.what, one] as const))('%s', (_, one) => {
    const { steps, explained } = eksctlChange(one.before, one.after);
    if (typeof one.commands === 'string') {
      expect(explained.map(({ what }) => what)).toContain(one.commands);
      expect(steps).toEqual([]);
      return;
    }
    expect(explained.map(({ what }) => what)).not.toContain('new cluster');
    expect(steps).toEqual(one.commands.map((command) => piped(command)));
    // Whatever differs has a command, or a reason why it needs none.
    for (const { what, why } of explained) expect(what === 'commands' || Boolean(why)).toBe(true);
  });
});

function piped(command: string): unknown {
  const [, call = '', part = ''] = PIPED.exec(command) ?? [];
  if (!call) return command;
  const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return expect.stringMatching(
    new RegExp(`^printf %s '\\{.*${escape(part)}.*\\}' \\| ${escape(call)}$`),
  );
}

test('every row has a case', () => {
  const rows = planCases.flatMap(({ before, after }) =>
    eksctlChange(before, after).changes.map((change) =>
      table.findIndex((row) => fits(row, change)),
    ),
  );
  const without = table.filter((_, index) => !rows.includes(index));
  expect(without.map(({ keys, item = '' }) => `${keys.join(' ')} ${item}`)).toEqual([]);
});

test("every key of eksctl's schema has a row, whether it is new, gone or other", () => {
  const paths = [...keysBelow(rootSchema(), [])];
  expect(paths.length).toBeGreaterThan(300);
  const changes = paths.flatMap((path) => [
    { path, before: 'x', after: 'y' },
    { path, after: 'y' },
    { path, before: 'x' },
  ]);
  const without = changes.filter((change) => !table.some((row) => fits(row, change)));
  expect([...new Set(without.map(({ path }) => formatSteps(path)))]).toEqual([]);
});

// A mapping with keys of one's own is one key, and so is what may be anything.
function* keysBelow(given: Schema, path: readonly string[]): Generator<string[]> {
  const schema = given.$ref ? childSchema({ items: given }, 0) : given;
  const keys = Object.keys(schema.properties ?? {});
  if (schema.items) {
    yield* keysBelow(childSchema(schema, 0), [...path, '[x]']);
  } else if (keys.length === 0) {
    if (!isName(path)) yield [...path];
  }
  for (const key of keys) yield* keysBelow(childSchema(schema, key), [...path, key]);
}

// By which an item is told from others, so that another one is another item.
function isName(path: readonly string[]): boolean {
  const [key = '', item, list = ''] = path.toReversed();
  const names = list === 'podIdentityAssociations' ? ['namespace', 'serviceAccountName'] : ['name'];
  return item === '[x]' && names.includes(key);
}

test('no row is hidden by an earlier one', () => {
  const hidden = table.flatMap((row, index) =>
    row.keys.filter((key) => {
      const path = key.replaceAll('[]', '.[x]').split('.');
      const whole = {
        path,
        before: row.item === 'new' ? undefined : 'x',
        after: row.item === 'gone' ? undefined : 'y',
      };
      return table.findIndex((other) => fits(other, whole)) < index;
    }),
  );
  expect(hidden).toEqual([]);
});
