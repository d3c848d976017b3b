import { identityOf } from '../../output/manifest.ts';
import { folderOf, foldersToApply, isExercise, isForFlux } from './applied.ts';
import { type Flux, isApplied, isPruned, isReplaced, leftByFlux } from './flux.ts';
import type { Entry } from './folder.ts';
import { goesWithNamespace, type ObjectChange } from './object-change.ts';
import { quote } from '../../terminal/shell.ts';
import { once, type Step } from './step.ts';

/** What became of a cluster's objects, and what Flux does about it. */
export interface ObjectChanges {
  readonly objects: readonly ObjectChange[];
  /** Every object that there is now. */
  readonly entries: readonly Entry[];
  readonly flux: Flux;
}

/** The commands that bring a cluster's objects to what the files say; exercises wait for their reader. */
export function kubectlSteps(folder: string, changes: ObjectChanges): Step[] {
  const { objects, entries, flux } = changes;
  const active = objects.filter(({ file }) => !isExercise(file) && !isForFlux(file));
  const replaced = active.filter((change) => needsReplacing(change) && !isReplaced(flux, change));
  const toApply = active
    .filter(({ what, changes: fields }) => what === 'added' || fields.length > 0)
    .map(({ file }) => file)
    .filter((file) => !isApplied(flux, file));
  const files = inOrder([...toApply, ...leftByFlux(flux, entries)], entries);
  return [
    ...replaced.map((change) => replaceStep(change, flux)),
    ...(files.length > 0
      ? [
          {
            command: `kubectl apply ${files.map((file) => `-f ${quote(`${folder}/${file}`)}`).join(' ')}`,
            why: 'what is new and what is changed',
          },
        ]
      : []),
    ...deletions(changes),
  ];
}

// What others need comes first, as it does in the folders.
function inOrder(files: readonly string[], entries: readonly Entry[]): string[] {
  const folders = foldersToApply(entries);
  const rank = (file: string) => folders.indexOf(folderOf(file));
  return [...new Set(files)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Whether an object has to be deleted before it can be what it should be. */
export function needsReplacing({ changes }: ObjectChange): boolean {
  return changes.some(({ immutable }) => immutable);
}

function replaceStep({ file, object, id, changes }: ObjectChange, flux: Flux): Step {
  const reasons = changes.flatMap(({ immutable }) => immutable ?? []);
  const orphan = reasons.every((reason) => reason.orphan) ? ' --cascade=orphan' : '';
  const by = isApplied(flux, file) ? 'Flux at its next try' : 'the next command';
  return {
    command: `kubectl delete ${addressOf(object)}${orphan}`,
    why: `${id} is created again by ${by}: ${reasons[0]?.why}`,
  };
}

function deletions(changes: ObjectChanges): Step[] {
  const { what, before } = changes.flux;
  const steps = changes.objects.flatMap((change): Step[] => {
    const { command } = deletion(change, changes);
    const byFlux = what === 'stays' && before.includes(folderOf(change.file));
    const who = byFlux ? 'Flux' : 'kubectl apply';
    const why = `${who} doesn't delete ${change.id}${consequence(change)}`;
    return command ? [{ command, why }] : [];
  });
  return once(steps);
}

/** How an object that is gone is deleted, or why nothing needs to be done. */
export function deletion(
  change: ObjectChange,
  { objects, entries, flux }: ObjectChanges,
): { readonly command?: string; readonly instead?: string } {
  const { what, object, file } = change;
  if (what !== 'removed') return {};
  if (isForFlux(file)) return { instead: whatFluxIsTold(flux) };
  if (goesWithNamespace(change, objects)) {
    return { instead: `is deleted with its namespace ${object.metadata.namespace}` };
  }
  const elsewhere = entries.find((entry) => isStillThere(change, entry));
  if (elsewhere) return { instead: `is in ${elsewhere.file} as well` };
  if (isPruned(flux, change)) return { instead: 'Flux deletes this' };
  const flag = isExercise(file) ? ' --ignore-not-found' : '';
  return { command: `kubectl delete ${addressOf(object)}${flag}` };
}

function whatFluxIsTold({ what }: Flux): string {
  return what === 'uninstalled'
    ? 'is deleted by flux uninstall, which keeps what Flux applied'
    : 'is deleted by a separate step';
}

// An exercise's Service is there as long as any file has it.
function isStillThere({ id, file }: ObjectChange, entry: Entry): boolean {
  return identityOf(entry.object) === id && (isExercise(file) || !isExercise(entry.file));
}

function consequence({ object: { kind, metadata } }: ObjectChange): string {
  switch (kind) {
    case 'Namespace':
      return ', and everything in it is deleted too';
    case 'StatefulSet':
      return `; its volumes stay and cost money: kubectl get pvc -n ${quote(metadata.namespace ?? 'default')}`;
    case 'PersistentVolumeClaim':
      return ', and its data is deleted too';
    default:
      return '';
  }
}

function addressOf({ kind, metadata: { name, namespace } }: ObjectChange['object']): string {
  return `${kind.toLowerCase()} ${quote(name)}${namespace ? ` -n ${quote(namespace)}` : ''}`;
}
