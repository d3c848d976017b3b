import { likelyName } from '../likely-name.ts';
import type { Check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, fields, list, text } from '../values.ts';

const finding = findingsOf('volume-mounts');

/** A mount of a volume that its pod doesn't have: an API server refuses it. */
export const volumeMounts: Check = (subject) =>
  indexOf(subject).pods.flatMap(({ owner, spec, containers }) => {
    const volumes = new Set(
      [...list(spec.volumes), ...claims(owner.object)].flatMap(
        (volume) => text(fields(volume).name) ?? text(at(volume, 'metadata', 'name')) ?? [],
      ),
    );
    return containers.flatMap((container) =>
      list(container.fields.volumeMounts).flatMap((mount, i) => {
        const name = text(fields(mount).name);
        if (name === undefined || volumes.has(name)) return [];
        return [
          finding(owner, {
            path: `${container.path}.volumeMounts[${i}].name`,
            value: name,
            message: 'is a volume that the pod does not have',
            allowed: someOf(volumes),
            fix: likelyName(name, volumes),
          }),
        ];
      }),
    );
  });

function claims(object: unknown): readonly unknown[] {
  return list(at(object, 'spec', 'volumeClaimTemplates'));
}
