import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { text } from '../values.ts';

const about: About = {
  id: 'priority-classes',
  severity: 'refused',
  why: "Every pod with a PriorityClass that doesn't exist is refused.",
  remedy: 'Create the PriorityClass, or correct its name.',
};
const finding = findingsOf(about);

const builtIn = ['system-cluster-critical', 'system-node-critical'];

export const priorityClasses = check(about, (subject) => {
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
});
