import { likelyName } from '../likely-name.ts';
import type { Check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { text } from '../values.ts';

const finding = findingsOf('priority-classes');

const builtIn = ['system-cluster-critical', 'system-node-critical'];

/** A PriorityClass that nothing creates: every pod of it is refused. */
export const priorityClasses: Check = (subject) => {
  const index = indexOf(subject);
  const names = [...index.kind('PriorityClass').map(({ name }) => name), ...builtIn];
  const known = new Set(names);
  return index.pods.flatMap(({ owner, path, spec }) => {
    const name = text(spec.priorityClassName);
    if (!name || known.has(name)) return [];
    return [
      finding(owner, {
        path: `${path}spec.priorityClassName`,
        value: name,
        message: 'is a PriorityClass that nothing creates: every pod is refused',
        allowed: someOf(names),
        fix: likelyName(name, names),
        absent: true,
      }),
    ];
  });
};
