import { shown, shownInLine } from './shown.ts';

/** Where a problem is: a file, and as exactly as is known, the place in it. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** A key's path or an object's identity, as a person would write it. */
  readonly at?: string;
}

/** One thing that is wrong, in words that let its reader mend it. */
export interface Problem {
  readonly place: Place;
  /** The offending value as it stands in the file. */
  readonly value?: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Thrown with every problem found at once; commands print it and exit with 2. */
export class ProblemsError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ProblemsError';
  }
}

/** A problem as lines of text: the place and value first, then what is wrong, allowed and likely. */
export function formatProblem({ place, value, message, allowed, fix }: Problem): string {
  const position = place.line === undefined ? '' : `:${place.line}:${place.column ?? 1}`;
  const subject = [place.at, value].filter((part) => part !== undefined).join(': ');
  const lines = [
    shownInLine(`${place.file}${position}${subject && `  ${subject}`}`),
    shown(message),
  ];
  if (allowed) lines.push(shown(`allowed: ${allowed}`));
  if (fix) lines.push(shown(fix));
  return lines.join('\n    ');
}
