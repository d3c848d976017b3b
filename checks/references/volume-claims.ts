import type { Subject } from '../check.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, type Fields, list } from '../values.ts';

/** A claim for a volume: an object of its own, or a StatefulSet's template. */
export interface VolumeClaim {
  readonly owner: Located;
  readonly path: string;
  readonly spec: Fields;
}

/** Every claim for a volume in the output. */
export function volumeClaims(subject: Subject): VolumeClaim[] {
  const index = indexOf(subject);
  return [
    ...index
      .kind('PersistentVolumeClaim')
      .map((owner) => ({ owner, path: 'spec', spec: fields(owner.object.spec) })),
    ...index.kind('StatefulSet').flatMap((owner) =>
      list(at(owner.object, 'spec', 'volumeClaimTemplates')).map((template, i) => ({
        owner,
        path: `spec.volumeClaimTemplates[${i}].spec`,
        spec: fields(at(template, 'spec')),
      })),
    ),
  ];
}
