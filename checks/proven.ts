import type { KubernetesVersion } from '../tables/kubernetes.ts';
import type { Subject } from './check.ts';

const proven = new Map<KubernetesVersion, WeakSet<object>>();

/** What of a subject is not proven right yet, by the checks that look at each object by itself. */
export function unproven(subject: Subject): Subject {
  const right = proven.get(subject.minor);
  if (!right) return subject;
  const files = subject.files.flatMap((file) => {
    if (!Array.isArray(file.objects)) return [file];
    const objects = file.objects.filter((object) => !right.has(object));
    return objects.length === 0 ? [] : [{ ...file, objects }];
  });
  return { ...subject, files };
}

/** Notes that they found nothing wrong with any object of a subject. */
export function prove({ files, minor }: Subject): void {
  const right = proven.get(minor) ?? new WeakSet();
  proven.set(minor, right);
  for (const { objects } of files) {
    if (!Array.isArray(objects)) continue;
    for (const object of objects) if (isObject(object)) right.add(object);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
