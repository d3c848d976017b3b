import type { About, Finding } from '../../checks/check.ts';
import { at, fields, text } from '../../checks/values.ts';
import { callOf } from '../../terminal/call-of.ts';
import type { Place } from '../../terminal/problem.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { PROGRAM } from '../../terminal/program.ts';
import type { Parsed } from './parse.ts';
import type { PlacedFinding } from './placed-finding.ts';
import { positionOf } from './position.ts';

export const exceptions: About = {
  id: 'exceptions',
  severity: 'risky',
  why: 'An exception without a reason, for a check that does not exist, or for nothing that is found, hides the next mistake.',
  remedy: 'Write a reason, correct the name of the check, or remove the exception.',
};

const ANNOTATION = `except.${PROGRAM}/`;
const comment = /#[ \t]*validate-except[ \t]+([\w/-]+)[ \t]*(?::[ \t]*([^\n]*?))?[ \t]*$/;

/** That one check's findings are left out, in one place. */
interface Exception {
  readonly check: string;
  readonly reason: string;
  readonly place: Place;
  readonly object?: string;
  readonly covers: (found: PlacedFinding) => boolean;
}

/** What an exception was taken for. */
export interface Excepted extends PlacedFinding {
  readonly reason: string;
}

/** A file's text, and the objects in it by the names that findings have for them. */
export interface WithExceptions {
  readonly file: string;
  readonly text: string;
  readonly objects: ReadonlyMap<string, readonly Parsed[]>;
}

/** Findings without those that an exception is for, and what is wrong with the exceptions themselves. */
export function withoutExcepted(
  findings: readonly PlacedFinding[],
  files: readonly WithExceptions[],
  ids: readonly string[],
): { findings: PlacedFinding[]; excepted: Excepted[] } {
  // One object may come out of several builds, and one file go into them.
  const all = files.flatMap((file) => [...annotated(file), ...commented(file)]);
  if (all.length === 0) return { findings: [...findings], excepted: [] };
  const valid = all.filter(({ check, reason }) => reason !== '' && ids.includes(check));
  const used = new Set<string>();
  const excepted: Excepted[] = [];
  const kept = findings.filter((found) => {
    const exception = valid.find((one) => one.check === found.finding.check && one.covers(found));
    if (!exception) return true;
    used.add(keyOf(exception));
    excepted.push({ ...found, reason: exception.reason });
    return false;
  });
  const once = new Map(all.map((exception) => [keyOf(exception), exception]));
  const wrong = [...once].flatMap(([key, exception]) => problemWith(exception, ids, used.has(key)));
  return { findings: [...kept, ...wrong], excepted };
}

function keyOf({ check, place }: Exception): string {
  return JSON.stringify([check, place]);
}

function* annotated({ objects }: WithExceptions): Generator<Exception> {
  const all = [...objects].flatMap(([object, alike]) =>
    alike.map((parsed, nth) => ({ object, parsed, nth })),
  );
  for (const { object, parsed, nth } of all) {
    const annotations = fields(at(parsed.value, 'metadata', 'annotations'));
    for (const [key, value] of Object.entries(annotations)) {
      if (!key.startsWith(ANNOTATION)) continue;
      yield {
        check: key.slice(ANNOTATION.length),
        reason: text(value)?.trim() ?? '',
        place: positionOf(parsed, `metadata.annotations["${key}"]`),
        object,
        covers: ({ finding, place }) =>
          finding.object === object && (finding.nth ?? 0) === nth && place.file === parsed.file,
      };
    }
  }
}

// A comment is for its line, or for the next one that is not a comment.
function* commented({ file, text }: WithExceptions): Generator<Exception> {
  if (!text.includes('validate-except')) return;
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const [, check, reason = ''] = comment.exec(line) ?? [];
    if (check === undefined) continue;
    let meant = index;
    while (/^[ \t]*#/.test(lines[meant] ?? '')) meant++;
    yield {
      check,
      reason,
      place: { file, line: index + 1, column: line.indexOf('#') + 1 },
      covers: ({ place }) => place.file === file && place.line === meant + 1,
    };
  }
}

function problemWith(
  { check, reason, place, object }: Exception,
  ids: readonly string[],
  isUsed: boolean,
): PlacedFinding[] {
  const found = (details: Pick<Finding, 'message' | 'fix' | 'warning'>): PlacedFinding[] => [
    {
      finding: { check: exceptions.id, file: place.file, object, value: check, ...details },
      place,
    },
  ];
  if (!ids.includes(check)) {
    const fix = didYouMean(check, ids) ?? `${callOf('validate', ['--list-checks'])} lists them`;
    return found({ message: 'is an exception for a check that does not exist', fix });
  }
  if (reason === '') {
    return found({ message: 'is an exception without a reason', fix: 'write why, behind a colon' });
  }
  if (isUsed) return [];
  return found({
    message: 'is an exception for something that is no longer found here',
    fix: 'remove it',
    warning: true,
  });
}
