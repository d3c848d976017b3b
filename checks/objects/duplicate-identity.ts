import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { isOneFolder } from '../order.ts';

const about: About = {
  id: 'duplicate-identity',
  severity: 'broken',
  why: 'Of two objects with one identity, the second silently replaces the first.',
  remedy: 'Remove one, or give it another name or namespace.',
};
const finding = findingsOf(about);

export const duplicateIdentity = check(about, (subject) => {
  const first = new Map<string, Located>();
  const found: Finding[] = [];
  for (const located of indexOf(subject).objects) {
    if (located.file.alternative || !hasName(located)) continue;
    const group = located.apiVersion.split('/').slice(0, -1).join('/');
    const key = `${group} ${located.kind} ${located.namespace}/${located.name}`;
    const other = first.get(key);
    if (!other) first.set(key, located);
    else if (isOneFolder(subject, other, located)) {
      found.push(
        finding(located, {
          path: 'metadata.name',
          value: located.name,
          message: `is there twice: ${other.file === located.file ? 'earlier in this file' : `in ${other.file.path}`} too, and the later one replaces the other`,
          fix: 'remove one of them, or give it another name',
        }),
      );
    }
  }
  return found;
});

function hasName({ object }: Located): boolean {
  return typeof object.metadata.name === 'string';
}
