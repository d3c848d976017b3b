import { UsageError } from '../../terminal/usage-error.ts';

const units = { s: 1000, m: 60_000, h: 3_600_000 };

/** A flag's `90s`, `30m` or `1h30m` in milliseconds. */
export function milliseconds(flag: string, text: string): number {
  if (!/^(\d+[smh])+$/.test(text)) {
    throw new UsageError(
      `--${flag} ${text} is not a duration`,
      /^\d+$/.test(text) ? `did you mean ${text}m?` : 'write one such as 90s, 30m or 1h30m',
    );
  }
  return [...text.matchAll(/(\d+)([smh])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
}
