import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at } from '../values.ts';
import { volumeClaims } from './volume-claims.ts';

const about: About = {
  id: 'storage-classes',
  severity: 'broken',
  why: "A claim whose StorageClass doesn't exist stays Pending, and its pod too.",
  remedy: 'Create the StorageClass, or name one that exists.',
};
const finding = findingsOf(about);

// EKS brings gp2 along, and no default class.
const eksClass = 'gp2';

export const storageClasses = check(about, (subject) => {
  const index = indexOf(subject);
  const classes = index.kind('StorageClass');
  const hasDefault = classes.some(
    ({ object }) =>
      at(object, 'metadata', 'annotations', 'storageclass.kubernetes.io/is-default-class') ===
      'true',
  );
  const names = [...classes.map(({ name }) => name), eksClass];
  return volumeClaims(subject).flatMap(({ owner, path, spec }) => {
    const { storageClassName: name, volumeName } = spec;
    if (name === '' || volumeName !== undefined) return [];
    if (name === undefined) {
      if (hasDefault) return [];
      return [
        finding(owner, {
          path: `${path}.storageClassName`,
          message: 'is missing, and no StorageClass is the default: the volume is never made',
          allowed: someOf(names),
          absent: true,
        }),
      ];
    }
    if (typeof name !== 'string' || names.includes(name)) return [];
    return [
      finding(owner, {
        path: `${path}.storageClassName`,
        value: name,
        message: 'is a StorageClass that nothing creates: the volume is never made',
        allowed: someOf(names),
        fix: likelyName(name, names),
        absent: true,
      }),
    ];
  });
});
