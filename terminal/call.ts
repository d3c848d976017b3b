import { callOf } from './call-of.ts';
import { quote } from './shell.ts';
import type { Flag } from './arguments.ts';

type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A command as its user called it. */
export interface Call<F = unknown> {
  readonly command: {
    readonly name: string;
    readonly flags: Readonly<Record<string, Flag>>;
  };
  readonly flags: F & Flags;
  readonly positionals?: readonly string[];
}

/** The line that calls it again, with some flags changed; the flags come in the help's order. */
export function lineOf({ command, flags, positionals = [] }: Call, changes: Flags = {}): string {
  const all = { ...flags, ...changes };
  const words = Object.keys(command.flags).flatMap((name) => {
    const value = all[name];
    if (value === true) return [`--${name}`];
    if (value === false || value === undefined) return [];
    const values = typeof value === 'string' ? [value] : value;
    return values.flatMap((one) => [`--${name}`, quote(one)]);
  });
  return callOf(command.name, [...positionals.map(quote), ...words]);
}
