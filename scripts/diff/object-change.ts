import { identityOf, type KubeObject } from '../../output/manifest.ts';
import { isExercise } from './applied.ts';
import { compareValues } from './compare.ts';
import type { FieldChange } from './field-change.ts';
import type { Entry } from './folder.ts';
import { immutable, type Immutable } from './immutable.ts';

/** A field's change, and why it can't be made in place when it can't. */
export interface Change extends FieldChange {
  readonly immutable?: Immutable;
}

/** What became of an object. */
export interface ObjectChange {
  readonly what: 'added' | 'removed' | 'changed';
  readonly file: string;
  readonly id: string;
  readonly object: KubeObject;
  readonly changes: readonly Change[];
  /** The file that it stood in before. */
  readonly movedFrom?: string;
  /** The identity that the same object had before or has now. */
  readonly renamed?: string;
}

/** Every object that isn't what or where it was. */
export function compareObjects(before: readonly Entry[], after: readonly Entry[]): ObjectChange[] {
  const old = new Map(before.map((entry) => [keyOf(entry), entry]));
  const now = new Map(after.map((entry) => [keyOf(entry), entry]));
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => entry);
  const changes: ObjectChange[] = [];
  for (const [key, entry] of now) {
    const same = old.get(key) ?? take(gone, (other) => isMoved(other, entry));
    if (same) changes.push(...changesOf(same, entry));
    else changes.push({ what: 'added', ...described(entry), changes: [] });
  }
  changes.push(
    ...gone.map((entry): ObjectChange => ({ what: 'removed', ...described(entry), changes: [] })),
  );
  return withNewNames(changes);
}

/** Whether the namespace that a gone object was in is gone as well. */
export function goesWithNamespace(
  { object }: ObjectChange,
  changes: readonly ObjectChange[],
): boolean {
  return changes.some(
    (other) =>
      other.what === 'removed' &&
      other.object.kind === 'Namespace' &&
      other.object.metadata.name === object.metadata.namespace,
  );
}

function described({ file, object }: Entry) {
  return { file, object, id: identityOf(object) };
}

function keyOf({ file, object }: Entry): string {
  return `${file} ${identityOf(object)}`;
}

function take<T>(items: T[], matches: (item: T) => boolean): T | undefined {
  const index = items.findIndex(matches);
  return index < 0 ? undefined : items.splice(index, 1)[0];
}

// The exercises hold one Service in several files, each of which is another's alternative.
function isMoved(from: Entry, to: Entry): boolean {
  return (
    identityOf(from.object) === identityOf(to.object) &&
    !isExercise(from.file) &&
    !isExercise(to.file)
  );
}

function changesOf(from: Entry, to: Entry): ObjectChange[] {
  const changes = compareValues(from.object, to.object).map((change): Change => ({
    ...change,
    immutable: immutable(change, from.object, to.object),
  }));
  const movedFrom = from.file === to.file ? undefined : from.file;
  if (changes.length === 0 && !movedFrom) return [];
  return [{ what: 'changed', ...described(to), changes, movedFrom }];
}

// An object that is there under another name only: kubectl would make the new one and keep the old.
function withNewNames(changes: readonly ObjectChange[]): ObjectChange[] {
  const removed = changes.filter(({ what }) => what === 'removed');
  const names = new Map<ObjectChange, string>();
  for (const added of changes) {
    if (added.what !== 'added') continue;
    const old = take(removed, (other) => other.file === added.file && isRenamed(other, added));
    if (old) names.set(old, added.id).set(added, old.id);
  }
  return changes.map((change) => ({ ...change, renamed: names.get(change) }));
}

function isRenamed({ object: before }: ObjectChange, { object: after }: ObjectChange): boolean {
  if (before.kind !== after.kind || !(hasContent(before) || before.kind === 'Namespace')) {
    return false;
  }
  const nameless = ({ metadata: { name, namespace }, ...rest }: KubeObject) =>
    JSON.stringify(rest)
      .replaceAll(name, '<name>')
      .replaceAll(namespace ?? '\0', '<namespace>');
  return nameless(before) === nameless(after);
}

// Two empty ConfigMaps have nothing in common.
function hasContent(object: KubeObject): boolean {
  return Object.entries(object).some(
    ([key, value]) =>
      key !== 'metadata' &&
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).length > 0,
  );
}
