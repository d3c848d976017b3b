import { formatSteps } from '../../diff/field-change.ts';
import type { Explained } from '../../diff/eksctl/steps.ts';
import { show } from '../../diff/report-field.ts';
import { block, code, escaped } from '../../shared/markdown.ts';
import { shownInLine } from '../../../terminal/shown.ts';
import { hasWork, type Plan } from '../plan.ts';
import { words } from './words.ts';

/** A plan as a comment on a pull request. */
export function asMarkdown(plan: Plan): string {
  const { cluster, region, from, to, changes, notes } = plan;
  const { limits, commands, notCompared } = words(plan);
  return [
    `### Plan for cluster ${code(cluster)} in ${code(region)}`,
    `${code(from)} → ${code(to)}`,
    ...(changes.length > 0
      ? [['| Key | Before | After | |', '|---|---|---|---|', ...changes.map(row)].join('\n')]
      : []),
    ...limits.map((limit) => `**${escaped(limit)}.**`),
    ...notes.map((note) => `**${escaped(note)}.**`),
    ...(hasWork(plan) ? commandLines(plan, commands) : ['There is nothing to do.']),
    ...(notCompared === undefined ? [] : [escaped(notCompared)]),
  ].join('\n\n');
}

/** What is said of a file that can't be read. */
export function noPlan(file: string): string {
  return `### No plan for ${code(file)}: see the log of the job`;
}

function row({ change: { path, before, after }, what, why }: Explained): string {
  const says = what === 'new cluster' ? `needs a new cluster: ${why}` : (why ?? '');
  return `| ${code(formatSteps(path))} | ${value(before)} | ${value(after)} | ${escaped(says)} |`;
}

function commandLines({ steps }: Plan, title: string): string[] {
  if (steps.length === 0) return [];
  const lines = steps.flatMap(({ command, why }) => [`# ${shownInLine(why)}`, command]);
  return [title, block('sh', lines).join('\n')];
}

function value(of: unknown): string {
  return of === undefined ? '' : code(show(of));
}
