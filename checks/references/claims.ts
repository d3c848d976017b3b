import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, list, text } from '../values.ts';

const about: About = {
  id: 'claims',
  severity: 'broken',
  why: "A pod whose PersistentVolumeClaim doesn't exist is never scheduled.",
  remedy: 'Create the claim, or correct its name.',
};
const finding = findingsOf(about);

export const claims = check(about, (subject) => {
  const index = indexOf(subject);
  return index.pods.flatMap(({ owner, path, spec, namespace }) =>
    list(spec.volumes).flatMap((volume, i) => {
      const name = text(at(volume, 'persistentVolumeClaim', 'claimName'));
      if (!name || index.find('PersistentVolumeClaim', namespace, name)) return [];
      const names = index.names('PersistentVolumeClaim', namespace);
      return [
        finding(owner, {
          path: `${path}spec.volumes[${i}].persistentVolumeClaim.claimName`,
          value: name,
          message: `is a PersistentVolumeClaim that nothing creates in namespace ${namespace}`,
          allowed: someOf(names),
          fix: likelyName(name, names) ?? 'add the PersistentVolumeClaim',
          absent: true,
        }),
      ];
    }),
  );
});
