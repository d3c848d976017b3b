import { FLUX_NAMESPACE, keptByFlux, replacedByFlux } from '../../charts/flux/names.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { folderOf, isExercise, isForFlux } from './applied.ts';
import type { Entry, Folder } from './folder.ts';
import { goesWithNamespace, type ObjectChange } from './object-change.ts';
import { quote } from '../../terminal/shell.ts';
import type { Step } from './step.ts';

/** What of a cluster Flux looks after, before a change and after it. */
export interface Flux {
  readonly what: 'none' | 'new' | 'stays' | 'uninstalled' | 'goes with the folder';
  /** The folders that it applied, and those that it applies now. */
  readonly before: readonly string[];
  readonly now: readonly string[];
  /** The repository that it reads. */
  readonly source?: KubeObject;
}

/** Reads from what Flux is told what it does by itself. */
export function fluxOf(old: Folder, now: Folder): Flux {
  const source = sourceOf(now);
  return { what: whatOf(sourceOf(old), source, now), before: told(old), now: told(now), source };
}

function whatOf(before: KubeObject | undefined, after: KubeObject | undefined, now: Folder) {
  if (after) return before ? 'stays' : 'new';
  if (!before) return 'none';
  return now.texts.size > 0 ? 'uninstalled' : 'goes with the folder';
}

function sourceOf({ entries }: Folder): KubeObject | undefined {
  return entries.find(({ file, object }) => isForFlux(file) && object.kind !== 'Kustomization')
    ?.object;
}

function told({ entries }: Folder): string[] {
  return entries
    .filter(({ file, object }) => isForFlux(file) && object.kind === 'Kustomization')
    .map(({ object }) => (object.spec as { path?: string } | undefined)?.path ?? '')
    .map((path) => path.split('/').at(-1) ?? '');
}

/** Whether Flux applies a file by itself. */
export function isApplied({ now }: Flux, file: string): boolean {
  return now.includes(folderOf(file));
}

/** Whether Flux makes an object anew by itself where it can't be changed. */
export function isReplaced(flux: Flux, { file, object }: ObjectChange): boolean {
  return isApplied(flux, file) && hasAnnotation(object, replacedByFlux);
}

/** Whether Flux deletes an object by itself when it is gone. */
export function isPruned({ what, before }: Flux, { file, object }: ObjectChange): boolean {
  return (
    (what === 'stays' || what === 'goes with the folder') &&
    before.includes(folderOf(file)) &&
    !hasAnnotation(object, keptByFlux)
  );
}

/** Files that Flux applied and no longer does: what it had applied goes with its Kustomization. */
export function leftByFlux({ what, before, now }: Flux, after: readonly Entry[]): string[] {
  if (what !== 'stays') return [];
  return after
    .map(({ file }) => file)
    .filter((file) => !isExercise(file) && before.includes(folderOf(file)))
    .filter((file) => !now.includes(folderOf(file)));
}

/** What a person does so that Flux does its share. */
export function fluxSteps(folder: string, flux: Flux, changes: readonly ObjectChange[]): Step[] {
  const ofFlux = changes.filter(({ file }) => isForFlux(file));
  switch (flux.what) {
    case 'none':
      return [];
    case 'uninstalled':
      return [
        {
          command: 'flux uninstall',
          why: 'before you push dist/: this keeps what Flux applied; if Flux deleted a Kustomization, it would delete that too',
        },
      ];
    case 'goes with the folder':
      return deleteSteps(ofFlux);
    case 'new':
      return [
        push(folder, flux, `Flux applies ${flux.now.join(', ')} once it is there`),
        {
          command: `flux install && kubectl apply -f ${quote(`${folder}/flux`)}`,
          why: 'or flux bootstrap, which keeps Flux itself in the repository: docs/flux.md',
        },
      ];
    case 'stays':
      return changedSteps(folder, flux, changes, ofFlux);
  }
}

function changedSteps(
  folder: string,
  flux: Flux,
  changes: readonly ObjectChange[],
  ofFlux: readonly ObjectChange[],
): Step[] {
  const files = changes
    .filter(
      ({ what, file, changes: fields }) =>
        isApplied(flux, file) && (what === 'added' || fields.length > 0),
    )
    .map(({ file }) => file);
  const pruned = changes.filter(
    (change) =>
      change.what === 'removed' && isPruned(flux, change) && !goesWithNamespace(change, changes),
  );
  const does = [
    ...(files.length > 0 ? [`applies ${[...new Set(files)].join(', ')}`] : []),
    ...(pruned.length > 0 ? [`deletes ${pruned.map(({ id }) => id).join(', ')}`] : []),
  ];
  if (does.length + ofFlux.length === 0) return [];
  const says = does.length > 0 ? `Flux then ${does.join(', and ')}` : 'Flux then reads it';
  return [
    push(folder, flux, says),
    ...(ofFlux.some(({ what }) => what !== 'removed')
      ? [
          {
            command: `kubectl apply -f ${quote(`${folder}/flux`)}`,
            why: 'what Flux reads; after flux bootstrap, Flux does it by itself',
          },
        ]
      : []),
    ...deleteSteps(ofFlux),
  ];
}

function push(folder: string, { source }: Flux, says: string): Step {
  const { url, ref } = (source?.spec ?? {}) as { url?: string; ref?: Record<string, string> };
  const place =
    source?.kind === 'OCIRepository'
      ? `your pipeline pushes it as ${url}:${ref?.tag}`
      : `${ref?.branch} of ${url}, or by a merge`;
  return { command: 'git push', why: `${folder}, once committed (${place}): ${says}` };
}

function deleteSteps(changes: readonly ObjectChange[]): Step[] {
  return changes
    .filter(({ what }) => what === 'removed')
    .map(({ object: { kind, metadata } }) => ({
      command: `kubectl delete ${kind.toLowerCase()} ${quote(metadata.name)} -n ${FLUX_NAMESPACE} --ignore-not-found`,
      why:
        kind === 'Kustomization'
          ? 'what it applied is deleted too; after flux bootstrap, Flux does it by itself'
          : 'nothing reads it any more; after flux bootstrap, Flux deletes it by itself',
    }));
}

function hasAnnotation({ metadata }: KubeObject, wanted: Readonly<Record<string, string>>) {
  return Object.entries(wanted).every(([key, value]) => metadata.annotations?.[key] === value);
}
