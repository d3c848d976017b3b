import { expect, test } from '@jest/globals';
import type { Subject } from '../../checks/check.ts';
import { reporting, subjectOf } from './subjects.ts';

type Given = readonly unknown[] | Subject;

/** What one check reports and nothing else does, and what it lets pass though it looks alike. */
export interface Case {
  readonly bad: Given;
  readonly good: Given;
}

/** Tests one check on minimal bad inputs, and on near misses. */
export function eachCase(check: string, cases: Readonly<Record<string, Case>>): void {
  test.each(Object.entries(cases))(`${check}: %s`, (_, { bad, good }) => {
    expect(reporting(asSubject(bad))).toEqual([check]);
    expect(reporting(asSubject(good))).toEqual([]);
  });
}

function asSubject(given: Given): Subject {
  return 'files' in given ? given : subjectOf(given);
}
