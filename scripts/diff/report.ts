import { isExercise } from './applied.ts';
import type { ClusterDiff } from './cluster-diff.ts';
import { CLUSTER_CONFIG_FILE } from './folder.ts';
import { deletion, needsReplacing } from './kubectl-steps.ts';
import type { FileChange } from './file-change.ts';
import type { Change, ObjectChange } from './object-change.ts';
import type { Paint } from './paint.ts';
import { reportField } from './report-field.ts';

/** Differences as text for people. */
export function report(diffs: readonly ClusterDiff[], from: string, paint: Paint): string {
  const different = diffs.filter(({ what }) => what !== 'same');
  if (different.length === 0) return `no difference between ${from} and now`;
  return different.map((diff) => reportCluster(diff, from, paint)).join('\n\n');
}

function reportCluster(diff: ClusterDiff, from: string, paint: Paint): string {
  const { name, what, objects, files, onlyText } = diff;
  const title: Readonly<Record<ClusterDiff['what'], string>> = {
    added: `is new: ${from} has no dist/${name}`,
    removed: `is gone: there is no clusters/${name}.yaml any more`,
    changed: `${from} → now`,
    same: 'is the same',
  };
  const lines = [`${paint('bold', `dist/${name}`)}  ${title[what]}`];
  if (what === 'changed') {
    lines.push(...reportClusterConfig(diff, paint));
    lines.push(...objects.flatMap((object) => reportObject(object, diff, paint)));
    lines.push(...files.flatMap((file) => reportFile(file, paint)));
    lines.push(
      ...onlyText.map((file) => `${paint('yellow', '~')} ${file}  comments or order only`),
    );
  } else {
    lines.push(`  ${count(objects.length, 'object')}`);
  }
  return [...lines, ...reportSteps(diff, paint)].join('\n');
}

// Nothing here has asked AWS whether the cluster is there.
function reportSteps({ name, what, steps, isNew, isMade }: ClusterDiff, paint: Paint): string[] {
  if (steps.length === 0) return [];
  const up = `npm run up -- --cluster ${name}`;
  const isRunning = what === 'removed' || (isMade && !isNew);
  const title = isRunning
    ? 'If the cluster is running already, run these commands, in this order:'
    : `${isMade ? `To create it: ${up}; or run` : 'Run'} these commands, in this order:`;
  return [
    '',
    paint('bold', title),
    ...steps.flatMap(({ command, why }) => [`  ${command}`, paint('dim', `    # ${why}`)]),
    ...(isRunning && isMade ? [`${paint('bold', 'If not yet:')} ${up}`] : []),
  ];
}

function reportClusterConfig(
  { clusterConfig, newCluster, noCommand }: ClusterDiff,
  paint: Paint,
): string[] {
  if (clusterConfig.length === 0) return [];
  const sign = newCluster.length > 0 ? paint('magenta', '!') : paint('yellow', '~');
  return [
    `${sign} ClusterConfig  ${CLUSTER_CONFIG_FILE}`,
    ...clusterConfig.flatMap((change) => {
      const mark = newCluster.includes(change) ? paint('magenta', '  needs a new cluster') : '';
      const why = noCommand.get(change);
      return [
        `    ${reportField(change, paint)}${mark}`,
        ...(why === undefined ? [] : [paint('magenta', `      # ${why}`)]),
      ];
    }),
  ];
}

function reportObject(change: ObjectChange, diff: ClusterDiff, paint: Paint): string[] {
  const { what, file, id, movedFrom, renamed } = change;
  const where = `${id}  ${file}`;
  if (what === 'added') {
    const lines = [`${paint('green', `+ ${id}`)}  ${file}`];
    return renamed ? [...lines, `    was ${renamed}, which stays until it is deleted`] : lines;
  }
  if (what === 'removed') {
    const now = renamed ? `is ${renamed} now; ` : '';
    const { command, instead } = deletion(change, diff);
    return [
      `${paint('red', `- ${id}`)}  ${file}`,
      `    ${now}${instead ?? `kubectl apply doesn't delete this: run ${command}`}`,
    ];
  }
  const replaced = needsReplacing(change);
  const exercise = isExercise(file) ? '  (counts when you do the exercise)' : '';
  return [
    `${replaced ? paint('magenta', `! ${where}`) : paint('yellow', `~ ${where}`)}${exercise}`,
    ...(movedFrom ? [`    moved here from ${movedFrom}`] : []),
    ...change.changes.map(
      (field) => `    ${reportField(field, paint)}${immutability(field, paint)}`,
    ),
  ];
}

function reportFile({ what, file, changes }: FileChange, paint: Paint): string[] {
  if (what === 'added') return [`${paint('green', `+ ${file}`)}  new file`];
  if (what === 'removed') return [`${paint('red', `- ${file}`)}  gone`];
  return [
    paint('yellow', `~ ${file}`),
    ...changes.map((field) => `    ${reportField(field, paint)}`),
  ];
}

function immutability({ immutable }: Change, paint: Paint): string {
  return immutable ? paint('magenta', `  can't change in place: ${immutable.why}`) : '';
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
