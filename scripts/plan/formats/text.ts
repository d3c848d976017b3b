import { type Paint, paintFor } from '../../diff/paint.ts';
import type { Explained } from '../../diff/eksctl/steps.ts';
import { reportField } from '../../diff/report-field.ts';
import { shownInLine } from '../../../terminal/shown.ts';
import { hasWork, type Plan } from '../plan.ts';
import { words } from './words.ts';

/** A plan for people. */
export function asText(plan: Plan, paint = paintFor(process.stdout)): string {
  const { cluster, region, changes, steps, notes } = plan;
  const { title, same, limits, commands, hint, notCompared } = words(plan);
  return [
    `${paint('bold', `${cluster} in ${region}`)}  ${title}`,
    ...(changes.length === 0 && !hasWork(plan) ? [same] : []),
    ...changes.flatMap((change) => changeLines(change, paint)),
    ...limits.map((limit) => paint('magenta', `! ${limit}`)),
    ...notes.map((note) => paint('yellow', `! ${shownInLine(note)}`)),
    ...(steps.length > 0 ? ['', paint('bold', commands)] : []),
    ...steps.flatMap(({ command, why }) => [
      `  ${command}`,
      paint('dim', `    # ${shownInLine(why)}`),
    ]),
    ...(hint === undefined ? [] : ['', hint]),
    ...(notCompared === undefined ? [] : ['', paint('dim', notCompared)]),
    ...(hasWork(plan) ? ['', 'The exit code is 1, because there is something to do.'] : []),
    ...(!hasWork(plan) && changes.length > 0 ? ['', 'There is nothing to do.'] : []),
  ].join('\n');
}

function changeLines({ change, what, why }: Explained, paint: Paint): string[] {
  const isLimit = what === 'new cluster' || what === 'no command';
  const sign = isLimit ? paint('magenta', '!') : ' ';
  return [
    `${sign}   ${shownInLine(reportField(change, paint))}`,
    ...(why === undefined
      ? []
      : [paint(isLimit ? 'magenta' : 'dim', `      # ${reason(what, why)}`)]),
  ];
}

function reason(what: Explained['what'], why: string): string {
  return what === 'new cluster' ? `only a new cluster has this: ${why}` : why;
}
