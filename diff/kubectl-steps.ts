import { identityOf } from '../output/manifest.ts';
import { appliedFolders, type Entry } from './folder.ts';
import { isExercise, type ObjectChange } from './object-change.ts';
import { quote } from './shell.ts';
import type { Step } from './step.ts';

/** The commands that bring a cluster's objects to what the files say; exercises wait for their reader. */
export function kubectlSteps(
  folder: string,
  changes: readonly ObjectChange[],
  after: readonly Entry[],
): Step[] {
  const active = changes.filter(({ file }) => !isExercise(file));
  const replaced = active.filter(needsReplacing);
  const toApply = active.filter(
    ({ what, changes: fields }) => what === 'added' || fields.length > 0,
  );
  const files = inOrder(toApply.map(({ file }) => file));
  return [
    ...replaced.map(replaceStep),
    ...(files.length > 0
      ? [
          {
            command: `kubectl apply ${files.map((file) => `-f ${quote(`${folder}/${file}`)}`).join(' ')}`,
            why: 'what is new and what is changed',
          },
        ]
      : []),
    ...deletions(changes, after),
  ];
}

// What others need comes first, as it does in the folders.
function inOrder(files: readonly string[]): string[] {
  const rank = (file: string) => appliedFolders.indexOf(file.split('/')[0] ?? '');
  return [...new Set(files)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Whether an object has to be deleted before it can be what it should be. */
export function needsReplacing({ changes }: ObjectChange): boolean {
  return changes.some(({ immutable }) => immutable);
}

function replaceStep({ object, id, changes }: ObjectChange): Step {
  const reasons = changes.flatMap(({ immutable }) => immutable ?? []);
  const orphan = reasons.every((reason) => reason.orphan) ? ' --cascade=orphan' : '';
  return {
    command: `kubectl delete ${addressOf(object)}${orphan}`,
    why: `${id} is made anew by the next command: ${reasons[0]?.why}`,
  };
}

function deletions(changes: readonly ObjectChange[], after: readonly Entry[]): Step[] {
  const steps = changes.flatMap((change): Step[] => {
    const { command } = deletion(change, changes, after);
    const why = `kubectl apply doesn't delete ${change.id}${consequence(change)}`;
    return command ? [{ command, why }] : [];
  });
  return [...new Map(steps.map((step) => [step.command, step])).values()];
}

/** How an object that is gone is deleted, or why nothing needs to be done. */
export function deletion(
  change: ObjectChange,
  changes: readonly ObjectChange[],
  after: readonly Entry[],
): { readonly command?: string; readonly instead?: string } {
  const { what, object, file } = change;
  if (what !== 'removed') return {};
  const { namespace } = object.metadata;
  const goes = changes.some(
    (other) =>
      other.what === 'removed' &&
      other.object.kind === 'Namespace' &&
      other.object.metadata.name === namespace,
  );
  if (goes) return { instead: `goes with its namespace ${namespace}` };
  const elsewhere = after.find((entry) => isStillThere(change, entry));
  if (elsewhere) return { instead: `is in ${elsewhere.file} as well` };
  const flag = isExercise(file) ? ' --ignore-not-found' : '';
  return { command: `kubectl delete ${addressOf(object)}${flag}` };
}

// An exercise's Service is there as long as any file has it.
function isStillThere({ id, file }: ObjectChange, entry: Entry): boolean {
  return identityOf(entry.object) === id && (isExercise(file) || !isExercise(entry.file));
}

function consequence({ object: { kind, metadata } }: ObjectChange): string {
  switch (kind) {
    case 'Namespace':
      return ', and everything in it goes too';
    case 'StatefulSet':
      return `; its volumes stay and cost money: kubectl get pvc -n ${quote(metadata.namespace ?? 'default')}`;
    case 'PersistentVolumeClaim':
      return ', and its data goes too';
    default:
      return '';
  }
}

function addressOf({ kind, metadata: { name, namespace } }: ObjectChange['object']): string {
  return `${kind.toLowerCase()} ${quote(name)}${namespace ? ` -n ${quote(namespace)}` : ''}`;
}
