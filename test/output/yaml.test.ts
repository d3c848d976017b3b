import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { dumped, toYaml } from '../../output/yaml.ts';
import { synthesize } from '../../synthesize.ts';
import { configOf, minors, options } from '../support/configs.ts';

test('every object of every option is written as js-yaml writes it', () => {
  for (const overrides of [{}, ...Object.values(options), ...Object.values(minors)]) {
    const { files, flux, clusterConfig } = synthesize(configOf(overrides));
    const objects = [...files, ...flux].flatMap((file) => file.objects);
    for (const object of [...objects, ...(clusterConfig ? [clusterConfig.object] : [])]) {
      expect(toYaml(object)).toBe(dumped(object));
    }
  }
});

const misread =
  'y Y yes Yes YES n N no No NO true True TRUE false on On ON off Off OFF null Null NULL ~ = << . .. - -- --- ... ? : ! & * % @ ` | > # , [ ] { } 0 1 -1 +1 0x1F 0o17 017 0b11 1_000 1e3 1E3 e1 E1 -e1 e1234567 -e1234567 E-1234567 --e1 -yes --no e e_1 1. .5 .inf -.inf .nan .NaN Infinity NaN 1:30 190:20:30 2001-12-14 2001-12-14T21:59:43Z 12e03 0.0 00 08 1.2.3 10m 5Gi 1Mi 10.0.0.0/8 1.2.3.4 a:b a: :a a,b a#b a/# -a --a - a a\tb /a // a- a. é ü 日本 \u0085 \u00a0 \u2028 \ufeff \u0007 😀'.split(
    ' ',
  );

// Texts near the borders of what needs quotes: of words that are misread, joined by what has a meaning.
const joint = fc.constantFrom(
  '',
  ' ',
  ': ',
  ':',
  ' #',
  '-',
  '_',
  '.',
  '/',
  ',',
  '=',
  '@',
  '\n',
  "'",
  '"',
);
const piece = fc.oneof(
  fc.constantFrom(...misread),
  fc.stringMatching(/^[\w.:/=-]{0,8}$/),
  fc.string(),
);
const text = fc
  .array(fc.tuple(joint, piece), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.flat().join(''));

test('every text is written as js-yaml writes it, as a key, a value and an item', () => {
  fc.assert(
    fc.property(text, (each) => {
      const object = { [each]: each, list: [each, [each], { [each]: each }] };
      expect(toYaml(object)).toBe(dumped(object));
    }),
    { numRuns: 2000, examples: ['', ...misread].map((each) => [each]) },
  );
});

test('every shape is written as js-yaml writes it', () => {
  const leaf = fc.oneof(text, fc.boolean(), fc.double(), fc.integer(), fc.constant(null));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(text, fc.option(tie('tree'), { nil: undefined }), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(text, tree, { maxKeys: 3 }), (object) =>
      expect(toYaml(object)).toBe(dumped(object)),
    ),
    { numRuns: 1000 },
  );
});
