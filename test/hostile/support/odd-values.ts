import { fc } from '../../support/random.ts';

/** Values that stand where nobody expects them. */
export const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    0.1,
    '',
    ' ',
    '-',
    '~',
    '\u001B[2J',
    '\u009B31m',
    '\u007F',
    'a\u0000b',
    '\u202Etxt',
    'x'.repeat(5000),
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '$(id)',
    '{{ .Values.x }}',
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom<unknown>(
    { toString: 1 },
    { valueOf: 1, toString: null },
    { length: 1e9 },
    { toJSON: 'x' },
    { constructor: { name: 1 } },
    { hasOwnProperty: 1 },
    [{ toString: 1 }],
  ),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A copy of a value with an odd one in one place, or without that place, or with a key more. */
export function damaged<T>(value: T): fc.Arbitrary<T> {
  return fc
    .record({
      place: fc.nat(),
      odd: oddValues,
      how: fc.constantFrom('put', 'put', 'put', 'take', 'add', 'twice'),
      key: fc.oneof(fc.constantFrom('toString', 'name', 'x\u009By', 'a.b', ''), fc.string()),
    })
    .map(({ place, odd, how, key }) => {
      const copy = structuredClone(value);
      const spots: [Record<string, unknown>, string][] = [];
      walk(copy, spots);
      const [parent, at] = spots[place % Math.max(1, spots.length)] ?? [];
      if (!parent || at === undefined) return copy;
      if (how === 'put') parent[at] = odd;
      else if (how === 'take') delete parent[at];
      else if (how === 'twice' && Array.isArray(parent)) parent.push(parent[at as never]);
      else if (key !== '__proto__') parent[key] = odd;
      return copy;
    });
}

function walk(value: unknown, spots: [Record<string, unknown>, string][]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    spots.push([value as Record<string, unknown>, key]);
    walk(inner, spots);
  }
}

/** A text with a few of its characters, lines or bytes changed. */
export function damagedText(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const edit = fc.record({
    how: fc.constantFrom('cut', 'double', 'swap', 'insert', 'indent', 'end'),
    at: fc.nat(lines.length),
    by: fc.oneof(
      fc.constantFrom('\t', '"', "'", '[', '}', ': ', '- ', '&a ', '*a ', '? ', '|', '\r', '---\n'),
      fc.constantFrom('\u0000', '\uFEFF', '\u009B', '\u2028', '!!binary ', '%YAML 9.9\n', '<<: '),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    column: fc.nat(40),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits
      .reduce((all, { how, at, by, column }) => {
        const line = all[at] ?? '';
        const other = all[(at + 1) % all.length] ?? '';
        const changed: Record<typeof how, string[]> = {
          cut: [],
          double: [line, line],
          swap: [other, line],
          insert: [line.slice(0, column) + by + line.slice(column)],
          indent: [` ${line}`],
          end: [line + by],
        };
        return [...all.slice(0, at), ...changed[how], ...all.slice(at + 1)];
      }, lines)
      .join('\n'),
  );
}
