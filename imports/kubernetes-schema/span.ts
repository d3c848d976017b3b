/** The minors that something holds for, both included. */
export interface Minors {
  readonly since: number;
  readonly until: number;
}

/** A value of the table, and the minors that it holds for. */
export interface Span extends Minors {
  readonly value: string;
}

/** Reads `value@since-until`, where each part but the value may be missing. */
export function parseSpan(text: string): Span {
  const at = text.indexOf('@');
  if (at < 0) return { value: text, since: 0, until: Infinity };
  const dash = text.indexOf('-', at);
  return {
    value: text.slice(0, at),
    since: Number(text.slice(at + 1, dash)),
    until: Number(text.slice(dash + 1) || Infinity),
  };
}

/** Whether a span holds for a minor. */
export const covers = ({ since, until }: Minors, minor: number): boolean =>
  since <= minor && minor <= until;
