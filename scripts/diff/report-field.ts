import { type FieldChange, formatSteps } from './field-change.ts';
import type { Paint } from './paint.ts';

const LONGEST_VALUE = 100;

/** A field that is not what it was, in one line. */
export function reportField({ path, before, after }: FieldChange, paint: Paint): string {
  const name = formatSteps(path);
  // An item that is nothing but its name.
  const says = (value: unknown) => (path.at(-1) === `[${String(value)}]` ? '' : `: ${show(value)}`);
  if (before === undefined) return `${paint('green', '+')} ${name}${says(after)}`;
  if (after === undefined) return `${paint('red', '-')} ${name}${says(before)}`;
  return `${name}: ${paint('red', show(before))} → ${paint('green', show(after))}`;
}

/** A value as short text in one line. */
export function show(value: unknown): string {
  const text = typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
  const line = text.replaceAll('\n', '⏎');
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE - 1)}…` : line;
}
