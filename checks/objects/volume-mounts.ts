import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, fields, list, text } from '../values.ts';

const about: About = {
  id: 'volume-mounts',
  severity: 'refused',
  why: "The API server refuses a mount of a volume that the pod doesn't have.",
  remedy: 'Add the volume to the pod, or correct its name.',
};
const finding = findingsOf(about);

export const volumeMounts = check(about, (subject) =>
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
  }),
);

function claims(object: unknown): readonly unknown[] {
  return list(at(object, 'spec', 'volumeClaimTemplates'));
}
