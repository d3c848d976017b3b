import { quote } from '../diff/shell.ts';

/** The call of a command with the same flags, and --yes: what its plan ends with. */
export function againOf(
  command: string,
  flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): string {
  const { yes: _, ...others } = flags;
  const words = Object.entries({ ...others, yes: true }).flatMap(([name, value]) => {
    if (value === true) return [`--${name}`];
    if (value === false || value === undefined) return [];
    const values = typeof value === 'string' ? [value] : value;
    return values.flatMap((one) => [`--${name}`, quote(one)]);
  });
  return `npm run ${command} -- ${words.join(' ')}`;
}
