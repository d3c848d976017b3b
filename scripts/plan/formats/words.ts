import { callOf } from '../../../terminal/call-of.ts';
import { quote } from '../../../terminal/shell.ts';
import type { Plan } from '../plan.ts';

/** What a plan says in sentences, in every form. */
export function words(plan: Plan) {
  const { from, to, isLive, makesCluster, changes, steps, findings, cut, notCompared } = plan;
  const count = (what: string) => changes.filter((change) => change.what === what).length;
  const forNew = count('new cluster');
  const isForKept = forNew > 0 && steps.length > 0 && !makesCluster;
  const rest = isForKept
    ? '. A new cluster has the whole file from the start: the commands are only for the cluster that is there, if you keep it'
    : '';
  return {
    title: isLive ? `what was changed outside of ${to}: ${from} → the file` : `${from} → ${to}`,
    same: `There is no difference between ${from} and ${to}, and nothing to do.`,
    limits: [
      ...cut.map(
        (file) => `eksctl reads only the first document of ${file}, and so does this plan`,
      ),
      ...sentence(forNew, `needs a new cluster${rest}`, `need a new cluster${rest}`),
      ...sentence(
        count('no command'),
        'has no command in this plan',
        'have no command in this plan',
      ),
      ...(findings > 0 && steps.length > 0
        ? [`eksctl may fail: see ${callOf('validate', [quote(to)])} (${findings} found)`]
        : []),
    ],
    commands: commandsTitle(isLive, isForKept),
    hint: steps.some(({ command }) => command.startsWith('printf '))
      ? 'With --out DIR, the long commands read files instead.'
      : undefined,
    notCompared:
      notCompared.length > 0 ? `Not compared with what runs: ${notCompared.join(', ')}` : undefined,
  };
}

function commandsTitle(isLive: boolean, isForKept: boolean): string {
  if (isForKept)
    return 'Only if you keep the cluster that is there, run these commands, in this order:';
  return isLive
    ? 'These commands make the cluster what the file says, in this order. Where the cluster is right, change the file instead.'
    : 'Run these commands, in this order:';
}

function sentence(count: number, one: string, several: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 change ${one}` : `${count} changes ${several}`];
}
