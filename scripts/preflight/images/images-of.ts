import { indexOf } from '../../../checks/index-of.ts';
import type { Subject } from '../../../checks/check.ts';

/** An image, and what runs it. */
export interface Used {
  readonly image: string;
  readonly by: readonly string[];
}

/** Every image that a cluster's objects name, the exercises' too, each once and in order. */
export function imagesOf(subject: Subject): Used[] {
  const users = new Map<string, Set<string>>();
  for (const { owner, containers } of indexOf(subject).pods) {
    for (const { image } of containers) {
      users.set(image, (users.get(image) ?? new Set()).add(owner.id));
    }
  }
  return [...users]
    .map(([image, by]) => ({ image, by: [...by].sort() }))
    .sort((a, b) => (a.image < b.image ? -1 : 1));
}
