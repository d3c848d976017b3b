import type { About } from '../../../checks/check.ts';
import type { Place } from '../../../terminal/problem.ts';
import type { PlacedFinding } from '../placed-finding.ts';
import type { Validation } from '../validate.ts';

/** What kept a file from being read, as a check of its own. */
export const unreadable: About = {
  id: 'unreadable',
  severity: 'refused',
  why: 'What can not be read was not checked.',
  remedy: 'Correct the text at this place.',
};

/** One thing that validating came to, as programs show it. */
export interface Said {
  readonly check: string;
  /** A note is what does not change the exit code. */
  readonly level: 'error' | 'warning' | 'note';
  readonly place: Place;
  readonly text: string;
  /** Why it is left out. */
  readonly reason?: string;
}

/** Everything that validating came to: what was found, left out or unreadable. */
export function saidOf(validation: Validation, checks: readonly About[]): Said[] {
  const risky = new Set(checks.filter(({ severity }) => severity === 'risky').map(({ id }) => id));
  const said = ({ finding, place }: PlacedFinding): Said => {
    const { check, object, path, value, message, allowed, fix, warning } = finding;
    const level = warning ? 'note' : risky.has(check) ? 'warning' : 'error';
    const at = [object, path].filter(Boolean).join(' ') || undefined;
    return { check, level, place, text: textOf({ at, value, message, allowed, fix }) };
  };
  return [
    ...validation.findings.map(said),
    ...validation.excepted.map((one) => ({ ...said(one), reason: one.reason })),
    ...validation.problems.map(({ place, ...rest }): Said => ({
      check: unreadable.id,
      level: 'error',
      place,
      text: textOf({ at: place.at, ...rest }),
    })),
  ];
}

interface Parts {
  readonly at?: string;
  readonly value?: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

function textOf({ at, value, message, allowed, fix }: Parts): string {
  const subject = [at, value].filter((part) => part !== undefined).join(': ');
  return [
    subject ? `${subject} ${message}` : message,
    ...(allowed ? [`allowed: ${allowed}`] : []),
    ...(fix ? [fix] : []),
  ].join('\n');
}
