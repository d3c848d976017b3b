import { expect, test } from '@jest/globals';
import { fc } from '../support/random.ts';
import { dumped, toYaml } from '../../output/yaml.ts';
import { misreadWords } from '../support/misread-words.ts';
import { settings } from './runs.ts';

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
  fc.constantFrom(...misreadWords),
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
    settings(1),
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
    settings(0.5),
  );
});
