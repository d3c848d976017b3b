/** What has to be known of a flag. */
interface Kind {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
}

/** What may stand where the last of these words does; nothing where a value or a file belongs. */
export function candidates(
  flags: Readonly<Record<string, Kind>>,
  words: readonly string[],
): readonly string[] {
  const before = words.at(-2)?.replace(/^--/, '');
  if (before !== undefined && flags[before]?.type === 'string') return [];
  return [
    ...Object.entries(flags).flatMap(([name, { multiple }]) =>
      words.slice(0, -1).includes(`--${name}`) && !multiple ? [] : [`--${name}`],
    ),
    '--help',
  ];
}
