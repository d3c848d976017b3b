/** What has to be known of a flag. */
interface Kind {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  readonly allowed?: readonly string[];
}

/** What may stand where the last of these words does; nothing where a name or a file belongs. */
export function candidates(
  flags: Readonly<Record<string, Kind>>,
  words: readonly string[],
): readonly string[] {
  const [, before = ''] = /^--(.+)$/.exec(words.at(-2) ?? '') ?? [];
  if (flags[before]?.type === 'string') return flags[before].allowed ?? [];
  return [
    ...Object.entries(flags).flatMap(([name, { multiple }]) =>
      words.slice(0, -1).includes(`--${name}`) && !multiple ? [] : [`--${name}`],
    ),
    '--help',
  ];
}
