import { likelyName } from '../likely-name.ts';
import type { Check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at } from '../values.ts';
import { volumeClaims } from './volume-claims.ts';

const finding = findingsOf('storage-classes');

// EKS brings gp2 along, and no default class.
const eksClass = 'gp2';

/** A claim whose StorageClass nothing provides: it stays pending, and its pod too. */
export const storageClasses: Check = (subject) => {
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
};
