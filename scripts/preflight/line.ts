/** What came of one look. */
export type State = 'passed' | 'failed' | 'not checked';

/** The parts of the report, in its order. */
export const groups = [
  'this computer',
  'account',
  'cluster',
  'quotas',
  'access',
  'images',
] as const;

export type Group = (typeof groups)[number];

/** What a line is about. */
export interface Topic {
  readonly group: Group;
  /** Its name, for those who read JSON. */
  readonly check: string;
  /** What should be so, in words. */
  readonly what: string;
}

/** One line of the report. */
export interface Line extends Topic {
  readonly state: State;
  /** What was found, or why nothing could be. */
  readonly says: string;
  /** What to do about it. */
  readonly fix?: string;
  /** What is not a failure, and worth knowing before saying yes. */
  readonly note?: string;
}

/** It is as it should be. */
export function passed(topic: Topic, says: string, note?: string): Line {
  return { ...plain(topic), state: 'passed', says, ...(note && { note }) };
}

/** It is not, and the cluster would not come up, or nobody would reach it. */
export function failed(topic: Topic, says: string, fix: string): Line {
  return { ...plain(topic), state: 'failed', says, fix };
}

/** Nobody could tell. */
export function notChecked(topic: Topic, says: string, fix?: string): Line {
  return { ...plain(topic), state: 'not checked', says, ...(fix && { fix }) };
}

function plain({ group, check, what }: Topic): Topic {
  return { group, check, what };
}
