import { formatSteps } from '../../diff/field-change.ts';
import type { Explained } from '../../diff/eksctl/steps.ts';
import { show } from '../../diff/report-field.ts';
import { block, code, escaped } from '../../shared/markdown.ts';
import { shownInLine } from '../../../terminal/shown.ts';
import { hasWork, type Plan } from '../plan.ts';
import { words } from './words.ts';

/** A plan as a comment on a pull request. */
export function asMarkdown(plan: Plan): string {
  const { cluster, region, from, to, changes, steps } = plan;
  const title = `### Plan for cluster ${code(cluster)} in ${code(region)}`;
  if (changes.length === 0) return `${title}\n\nThere is nothing to do: no change.`;
  return [
    title,
    '',
    `${code(from)} → ${code(to)}`,
    '',
    '| Key | Before | After | |',
    '|---|---|---|---|',
    ...changes.map(row),
    '',
    ...words(plan).limits.map((limit) => `**${limit}.**\n`),
    ...(hasWork(plan) ? commands(steps) : ['There is nothing to do.']),
  ].join('\n');
}

function row({ change: { path, before, after }, what, why }: Explained): string {
  const says = what === 'new cluster' ? `needs a new cluster: ${why}` : (why ?? '');
  return `| ${code(formatSteps(path))} | ${value(before)} | ${value(after)} | ${escaped(says)} |`;
}

function commands(steps: Plan['steps']): string[] {
  if (steps.length === 0) return [];
  const lines = steps.flatMap(({ command, why }) => [`# ${shownInLine(why)}`, command]);
  return ['Run these commands, in this order:', '', ...block('sh', lines)];
}

function value(of: unknown): string {
  return of === undefined ? '' : code(show(of));
}
