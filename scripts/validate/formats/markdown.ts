import type { About } from '../../../checks/check.ts';
import { code, escaped } from '../../shared/markdown.ts';
import { summary } from '../report.ts';
import type { Validation } from '../validate.ts';
import { type Said, saidOf } from './said.ts';

const MOST_ROWS = 50;
const order = ['error', 'warning', 'note'];

/** What validating came to as a comment on a pull request, the worst first. */
export function markdown(validation: Validation, checks: readonly About[]): string {
  const said = saidOf(validation, checks)
    .filter(({ reason }) => reason === undefined)
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const more = said.length - MOST_ROWS;
  return [
    `### ${titleOf(said)}`,
    '',
    escaped(summary(validation)),
    ...(said.length > 0 ? ['', '| | Where | What |', '|---|---|---|'] : []),
    ...said.slice(0, MOST_ROWS).map(row),
    ...(more > 0 ? ['', `${more} more: see the annotations, or the log of the job.`] : []),
  ].join('\n');
}

function titleOf(said: readonly Said[]): string {
  const counts = order.flatMap((level) => {
    const count = said.filter((one) => one.level === level).length;
    return count === 0 ? [] : [`${count} ${level}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'Every check passes' : `The checks found ${counts.join(', ')}`;
}

function row({ check, level, place: { file, line }, text }: Said): string {
  const where = line === undefined ? file : `${file}:${line}`;
  const lines = text.split('\n').map(escaped).join('<br>');
  return `| ${level} ${code(check)} | ${code(where)} | ${lines} |`;
}
