import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { checker } from '../../scripts/validate/checker.ts';
import { readQuickly } from '../../scripts/validate/quick.ts';
import { report, reportJson } from '../../scripts/validate/report.ts';
import { validate } from '../../scripts/validate/validate.ts';
import { errorsOf, isTemplate, writtenDocuments } from '../../scripts/validate/yaml.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { formatProblem } from '../../terminal/problem.ts';
import { shown } from '../../terminal/shown.ts';
import { configOf } from '../support/configs.ts';
import { fc } from '../support/random.ts';
import { STEERING, tries } from './support/cases.ts';
import { damaged, damagedText } from './support/odd-values.ts';

const { files, clusterConfig } = synthesize(
  configOf({ sockShop: { storage: 'persistent' }, ingress: { controller: 'ingress-nginx' } }),
);
const objects = files.flatMap(({ objects: some }) => some as unknown[]);
const all = [...objects, ...(clusterConfig ? [clusterConfig.object as unknown] : [])];

/** All that validate says of some texts, as a person reads it; what it says for programs must be JSON. */
function judged(texts: readonly string[]): string {
  const inputs = texts.map((text, index) => ({ file: `${index}.yaml`, text }));
  const found = validate(inputs, checker);
  JSON.parse(shown(reportJson(found)));
  return shown([report(found), ...found.problems.map(formatProblem)].join('\n'));
}

const yaml = (value: unknown) => stringify(value, { aliasDuplicateObjects: false, version: '1.1' });

test('an object with an odd value, or with a field less or more, is judged', () => {
  const damagedOnes = fc.constantFrom(...all).chain((object) => damaged(object));
  tries('objects with odd values', 3, damagedOnes, (object) =>
    expect(judged([yaml(object)])).not.toMatch(STEERING),
  );
});

test('a whole output of which some objects are odd is judged', () => {
  const some = fc
    .array(fc.nat(all.length - 1), { minLength: 1, maxLength: 6 })
    .chain((indexes) =>
      fc
        .tuple(...indexes.map((index) => damaged(all[index])))
        .map((odd) =>
          all.map((object, index) =>
            indexes.includes(index) ? odd[indexes.indexOf(index)] : object,
          ),
        ),
    );
  tries('outputs with odd objects', 0.2, some, (objects) =>
    expect(judged(objects.map(yaml))).not.toMatch(STEERING),
  );
});

test('a manifest whose text is damaged is judged or told', () => {
  const texts = fc.constantFrom(...all).chain((object) => damagedText(yaml(object)));
  tries('manifests with damaged texts', 2, texts, (text) =>
    expect(judged([text])).not.toMatch(STEERING),
  );
});

const withCare = (text: string) => {
  const documents = writtenDocuments(text);
  const wrong = isTemplate(text, documents) ? ['a template'] : errorsOf(documents);
  return { wrong, values: documents.map(({ document }) => document.toJS() as unknown) };
};

test('what is read quickly is what is read with care, in the whole text and in each part of it', () => {
  const signs = [
    'a: ',
    '- ',
    '? ',
    ': ',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '\n',
    '\n  ',
    '\n---\n',
    '--- ',
  ];
  const odd = [
    ' # b',
    '...\n',
    '&a ',
    '*a ',
    '!!str ',
    '<<: ',
    '\t',
    '\r\n',
    '"',
    "'",
    '|\n  ',
    '>-\n ',
  ];
  const plain = [
    'yes',
    '0o7',
    '010',
    '1_0',
    '-.5e3',
    '~',
    '0x1F',
    'd',
    '12:30',
    '2026-01-02',
    '.inf',
  ];
  const words = fc.constantFrom(...signs, ...odd, ...plain, '"a\n b"', "'c'", '\\');
  const texts = fc.oneof(
    fc.constantFrom(...all).chain((object) => damagedText(`---\n${yaml(object)}`)),
    fc.array(words, { minLength: 1, maxLength: 14 }).map((some) => some.join('')),
    fc.jsonValue({ maxDepth: 3 }).map(yaml),
  );
  tries('texts read in both ways', 5, texts, (text) => {
    const quick = readQuickly(text);
    if (!quick) return;
    const values = quick.map(({ value }) => value);
    expect({ wrong: [], values }).toEqual(withCare(text));
    for (const { text: part, value } of quick) expect([value]).toEqual(withCare(part).values);
  });
});
