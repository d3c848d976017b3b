import type { About } from '../../../checks/check.ts';
import { summary } from '../report.ts';
import type { Validation } from '../validate.ts';
import { type Said, saidOf } from './said.ts';

/** What validating came to as JUnit's XML, which CI systems show as tests. */
export function junit(validation: Validation, checks: readonly About[]): string {
  const said = saidOf(validation, checks);
  const failures = said.filter(isFailure).length;
  const skipped = said.filter(({ reason }) => reason !== undefined).length;
  const counts = `tests="${said.length + 1}" failures="${failures}" skipped="${skipped}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="validate" ${counts}>`,
    `  <testsuite name="validate" ${counts}>`,
    // A suite without any test reads as one that did not run.
    `    <testcase classname="validate" name="${escaped(summary(validation))}"/>`,
    ...said.map(testCase),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

const isFailure = ({ level, reason }: Said) => level !== 'note' && reason === undefined;

function testCase(said: Said): string {
  const { check, place, text, reason } = said;
  const { file, line, column } = place;
  const where = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const [first = ''] = text.split('\n');
  const body =
    reason !== undefined
      ? `<skipped message="${escaped(reason)}"/>`
      : isFailure(said)
        ? `<failure type="${escaped(check)}" message="${escaped(first)}">${escaped(`${where}\n${text}`)}</failure>`
        : `<system-out>${escaped(text)}</system-out>`;
  return `    <testcase classname="${escaped(check)}" name="${escaped(where)}" file="${escaped(file)}">${body}</testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

// Some characters may not be in XML at all, not even as entities.
function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{C}\n\t\u{E000}-\u{F8FF}]|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll(/[&<>"\n]/g, (sign) => entities[sign]!);
}
