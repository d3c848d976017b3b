import { describe, expect, test } from '@jest/globals';
import { parseText } from '../../../scripts/validate/parse.ts';

const values = (text: string) => parseText('a.yaml', text).objects.map(({ value }) => value);
const leftAlone = (text: string) => parseText('a.yaml', text).leftAlone;
const problems = (text: string) => parseText('a.yaml', text).problems;

describe('parseText', () => {
  test('reads every document and skips empty ones', () => {
    expect(values('a: 1\n---\n# nothing\n---\nb: 2\n---\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('reads JSON', () => {
    expect(values('{"kind": "Pod", "n": [1, "2"]}')).toEqual([{ kind: 'Pod', n: [1, '2'] }]);
  });

  test('reads an empty file as nothing', () => {
    expect(parseText('a.yaml', '')).toEqual({ objects: [], leftAlone: [], problems: [] });
  });

  test('reads what kubectl reads: YAML 1.1, but no dates and no numbers of base 60', () => {
    expect(values('a: yes\nb: 010\nc: 12:30\nd: 2026-01-02\ne: 1_000')).toEqual([
      { a: true, b: 8, c: '12:30', d: '2026-01-02', e: 1000 },
    ]);
  });

  test('takes lists apart, those inside of lists too', () => {
    const text = 'kind: List\nitems:\n- {kind: A}\n- kind: PodList\n  items: [{kind: B}]\n';
    expect(values(text)).toEqual([{ kind: 'A' }, { kind: 'B' }]);
  });

  test('merges what << points to', () => {
    expect(values('a: &a {x: 1}\nb: {<<: *a, z: 2}')).toEqual([{ a: { x: 1 }, b: { x: 1, z: 2 } }]);
  });

  test('refuses a key that is there twice, at its place', () => {
    expect(problems('apiVersion: 1\nb: 2\napiVersion: 3\n')).toMatchObject([
      { place: { line: 3, column: 1 }, message: expect.stringContaining('there twice') },
    ]);
  });

  test('refuses what is not YAML, at its place', () => {
    expect(problems('apiVersion: 1\nb: [1, 2\nc: 3\n')[0]).toMatchObject({
      place: { file: 'a.yaml', line: 3 },
      message: expect.stringContaining('is not valid YAML'),
    });
  });

  test.each([
    ['a list', '- a: 1\n'],
    ['a plain value', 'hello\n'],
  ])('leaves %s alone, but not in the place of an item', (what, text) => {
    expect(leftAlone(`a: 1\n---\n${text}`)).toEqual([{ file: 'a.yaml', what: 'no manifest' }]);
    expect(problems(`kind: List\nitems:\n- ${text.replace('- ', '- - ')}`)).toMatchObject([
      { place: { line: 3, column: 3 }, message: expect.stringContaining(what) },
    ]);
  });

  test('tells of a long word in a few', () => {
    const [problem] = problems(`apiVersion: "a" "${'x'.repeat(5000)}"\n`);
    expect(problem?.message.length).toBeLessThan(300);
  });

  test.each([
    ['in a value', 'a: 1\nreplicas: {{ .Values.replicas }}\n'],
    ['on its own line', 'a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n'],
  ])('names a template by its name: %s', (_, text) => {
    expect(leftAlone(text)).toEqual([{ file: 'a.yaml', what: 'a template' }]);
  });

  test('takes braces in quotes for text', () => {
    expect(values('a: "{{ $labels.pod }}"')).toEqual([{ a: '{{ $labels.pod }}' }]);
  });

  test('survives an alias bomb', () => {
    const rows = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x, x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`,
    );
    expect(problems(rows.join('\n'))).toMatchObject([
      { message: expect.stringContaining('aliases') },
    ]);
  });

  test('survives nesting without end', () => {
    expect(problems('['.repeat(100_000))).toMatchObject([
      { message: 'is nested too deeply to read' },
    ]);
  });
});
