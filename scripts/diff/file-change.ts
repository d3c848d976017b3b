import { loadAll } from 'js-yaml';
import { compareValues } from './compare.ts';
import type { FieldChange } from './field-change.ts';
import type { Folder } from './folder.ts';

/** What became of a file that holds no objects of Kubernetes: an IAM policy, a template, the kustomization. */
export interface FileChange {
  readonly what: 'added' | 'removed' | 'changed';
  readonly file: string;
  /** Every field that differs; none where the file is new or gone, or differs in comments or order alone. */
  readonly changes: readonly FieldChange[];
}

/** Every file that isn't what it was, but for those that are told of already. */
export function compareFiles(old: Folder, now: Folder, told: ReadonlySet<string>): FileChange[] {
  const files = new Set([...old.texts.keys(), ...now.texts.keys()]);
  return [...files].flatMap((file): FileChange[] => {
    const before = old.texts.get(file);
    const after = now.texts.get(file);
    if (told.has(file) || before === after) return [];
    if (before === undefined) return [{ what: 'added', file, changes: [] }];
    if (after === undefined) return [{ what: 'removed', file, changes: [] }];
    // The objects in it, if any, have been compared one by one.
    const changes = holdsObjects(now, file) ? [] : compareValues(valueOf(before), valueOf(after));
    return [{ what: 'changed', file, changes }];
  });
}

/** Whether a file differs in nothing that means anything. */
export function isOnlyText({ what, changes }: FileChange): boolean {
  return what === 'changed' && changes.length === 0;
}

function holdsObjects({ entries }: Folder, file: string): boolean {
  return entries.some((entry) => entry.file === file);
}

// JSON is YAML, too.
function valueOf(text: string): unknown {
  const documents = loadAll(text);
  return documents.length === 1 ? documents[0] : documents;
}
