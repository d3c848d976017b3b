import { sentence } from '../../terminal/wrap.ts';
import { checker } from './checker.ts';

/** Every check, as text for people. */
export function listChecks(): string {
  const below = { first: '    ' };
  return checker.checks
    .flatMap(({ id, severity, why, remedy }) => [
      `${id} (${severity})`,
      ...sentence(why, below),
      ...sentence(remedy, below),
    ])
    .join('\n');
}

/** A page, with a table of every check between the lines that mark its place. */
export function withChecks(page: string): string {
  const rows = checker.checks.map(
    ({ id, severity, why, remedy }) => `| \`${id}\` | ${severity} | ${why} | ${remedy} |`,
  );
  const table = ['| Check | Severity | Why | What to do |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
  return page.replace(
    /(<!-- checks -->\n\n)[\s\S]*?(\n\n<!-- end -->)/,
    (_, begin: string, end: string) => `${begin}${table}${end}`,
  );
}
