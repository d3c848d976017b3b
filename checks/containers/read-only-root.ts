import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Container, PodTemplate } from '../pods.ts';
import { at, fields, list, text } from '../values.ts';
import { caution, factsOf } from './facts-of.ts';

const about: About = {
  id: 'read-only-root',
  severity: 'broken',
  why: 'The image writes into a folder that its read-only root keeps it from, and fails.',
  remedy: 'Mount an emptyDir there, or drop readOnlyRootFilesystem.',
};
const finding = findingsOf(about);

export const readOnlyRoot = check(about, (subject) =>
  indexOf(subject).pods.flatMap((pod) =>
    pod.containers.flatMap((container) => wrong(pod, container)),
  ),
);

function wrong({ owner, spec }: PodTemplate, container: Container): Finding[] {
  // An init container may run another program of the image, which writes elsewhere.
  if (container.init) return [];
  if (at(container.fields, 'securityContext', 'readOnlyRootFilesystem') !== true) return [];
  const facts = factsOf(container.image);
  if (!facts) return [];
  const unwritable = new Set(
    list(spec.volumes).flatMap((volume) => {
      const { name, configMap, secret, downwardAPI, projected } = fields(volume);
      return (configMap ?? secret ?? downwardAPI ?? projected) ? (text(name) ?? []) : [];
    }),
  );
  const mounts = list(container.fields.volumeMounts).map(fields);
  return facts.writes.flatMap((folder) => {
    const covering = mounts
      .filter((mount) => covers(text(mount.mountPath), folder))
      .sort((a, b) => String(b.mountPath).length - String(a.mountPath).length)[0];
    const writable = covering
      ? covering.readOnly !== true && !unwritable.has(text(covering.name) ?? '')
      : facts.volumes.some((volume) => covers(volume, folder));
    if (writable) return [];
    return [
      finding(owner, {
        path: `${container.path}.securityContext.readOnlyRootFilesystem`,
        value: 'true',
        message: `${container.image} writes to ${folder}, where nothing writable is mounted${caution(facts)}`,
        fix: `mount an emptyDir at ${folder}`,
      }),
    ];
  });
}

function covers(parent: string | undefined, folder: string): boolean {
  if (parent === undefined) return false;
  const clean = parent.replace(/\/+$/, '');
  return folder === clean || folder.startsWith(`${clean}/`);
}
