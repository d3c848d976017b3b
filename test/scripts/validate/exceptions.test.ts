import { describe, expect, test } from '@jest/globals';
import { checker } from '../../../scripts/validate/checker.ts';
import { report, reportJson } from '../../../scripts/validate/report.ts';
import { validate } from '../../../scripts/validate/validate.ts';

const annotation = (id: string, reason: string) =>
  `  annotations: {except.eks-sock-shop/${id}: "${reason}"}\n`;

const claim = (annotations = '', above = '', behind = '') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\n${annotations}` +
  `spec:\n  accessModes: [ReadWriteOnce]\n${above}  storageClassName: fast${behind}\n` +
  `  resources: {requests: {storage: 1Gi}}\n`;

const judge = (text: string) => validate([{ file: 'a.yaml', text }], checker);
const found = (text: string) =>
  judge(text).findings.map(({ finding: { check, message, warning }, place }) => ({
    check,
    message,
    warning,
    line: place.line,
  }));

test('without an exception there is a finding', () => {
  expect(found(claim())).toMatchObject([{ check: 'storage-classes', line: 7 }]);
});

describe('a finding is left out, and counted,', () => {
  test.each([
    ['by an annotation', claim(annotation('storage-classes', 'the admin makes it'))],
    [
      'by a comment behind it',
      claim('', '', ' # validate-except storage-classes: the admin makes it'),
    ],
    [
      'by a comment above',
      claim('', '  # validate-except storage-classes: the admin makes it\n  # so\n'),
    ],
  ])('%s', (_, text) => {
    const validation = judge(text);
    expect(validation.findings).toEqual([]);
    expect(validation.excepted).toMatchObject([{ reason: 'the admin makes it' }]);
    expect(report(validation)).toMatch(/nothing wrong, 1 finding left out by exceptions$/);
    expect(JSON.parse(reportJson(validation))).toMatchObject({
      excepted: [{ check: 'storage-classes', reason: 'the admin makes it' }],
    });
  });
});

describe('an exception is told', () => {
  test.each([
    ['without a reason', annotation('storage-classes', ' '), 'without a reason'],
    ['for a check that does not exist', annotation('storage-clases', 'x'), 'does not exist'],
  ])('%s, and leaves nothing out', (_, annotations, message) => {
    expect(found(claim(annotations))).toMatchObject([
      { check: 'storage-classes' },
      { check: 'exceptions', message: expect.stringContaining(message), line: 5 },
    ]);
  });

  test('as a warning when it is stale', () => {
    const comment = '# validate-except image-tags: we want it so\n';
    expect(found(claim(annotation('storage-classes', 'x'), '', '') + comment)).toEqual([
      {
        check: 'exceptions',
        message: 'is an exception for something that is no longer found here',
        warning: true,
        line: 10,
      },
    ]);
  });

  test('but not when it only sounds like one', () => {
    expect(
      found(claim(annotation('storage-classes', 'x')) + '# except for this: nothing\n'),
    ).toEqual([]);
  });
});

test('it is for its own place alone', () => {
  const other = claim().replace('name: a', 'name: b');
  expect(found(`${claim(annotation('storage-classes', 'x'))}---\n${other}`)).toMatchObject([
    { check: 'storage-classes', line: 17 },
  ]);
});

describe('of two objects with one identity, it is for its own alone:', () => {
  const excepted = claim(annotation('storage-classes', 'x'));
  const twice = { check: 'duplicate-identity' };

  test('the first', () => {
    expect(found(`${excepted}---\n${claim()}`)).toMatchObject([
      { ...twice, line: 14 },
      { check: 'storage-classes', line: 17 },
    ]);
  });

  test('the second', () => {
    expect(found(`${claim()}---\n${excepted}`)).toMatchObject([
      { ...twice, line: 13 },
      { check: 'storage-classes', line: 7 },
    ]);
  });

  test('by a comment', () => {
    const commented = claim('', '', ' # validate-except storage-classes: x');
    expect(found(`${commented}---\n${claim()}`)).toMatchObject([
      { ...twice, line: 13 },
      { check: 'storage-classes', line: 16 },
    ]);
  });
});
