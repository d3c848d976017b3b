import type { KubernetesVersion } from '../tables/kubernetes.ts';
import type { Check, Subject } from './check.ts';
import { imageTags } from './containers/image-tags.ts';
import { imageUser } from './containers/image-user.ts';
import { lowPorts } from './containers/low-ports.ts';
import { readOnlyRoot } from './containers/read-only-root.ts';
import { apiVersions } from './objects/api-versions.ts';
import { labels } from './objects/labels.ts';
import { names } from './objects/names.ts';
import { nodeLabels } from './objects/node-labels.ts';
import { ports } from './objects/ports.ts';
import { quantities } from './objects/quantities.ts';
import { ranges } from './objects/ranges.ts';
import { requiredValues } from './objects/required-values.ts';
import { shape } from './objects/shape.ts';
import { unknownFields } from './objects/unknown-fields.ts';
import { valuesAllowed } from './objects/values-allowed.ts';
import { volumeMounts } from './objects/volume-mounts.ts';
import { workloadSelector } from './objects/workload-selector.ts';
import { probePort } from './references/probe-port.ts';

/** The checks that look at each object by itself, and at nothing else but the minor. */
export const ofEachObject: ReadonlySet<Check> = new Set([
  shape,
  names,
  labels,
  apiVersions,
  unknownFields,
  valuesAllowed,
  requiredValues,
  quantities,
  ports,
  ranges,
  nodeLabels,
  workloadSelector,
  volumeMounts,
  probePort,
  imageUser,
  readOnlyRoot,
  lowPorts,
  imageTags,
]);

const proven = new Map<KubernetesVersion, WeakSet<object>>();

/** What of a subject those checks have yet to look at: an object that clusters share is proven right once. */
export function unproven(subject: Subject): Subject {
  const right = proven.get(subject.minor);
  if (!right) return subject;
  const files = subject.files.flatMap((file) => {
    if (!Array.isArray(file.objects)) return [file];
    const objects = file.objects.filter((object) => !right.has(object));
    return objects.length === 0 ? [] : [{ ...file, objects }];
  });
  return { ...subject, files };
}

/** Notes that those checks found nothing wrong with any object of a subject. */
export function prove({ files, minor }: Subject): void {
  const right = proven.get(minor) ?? new WeakSet();
  proven.set(minor, right);
  for (const { objects } of files) {
    if (!Array.isArray(objects)) continue;
    for (const object of objects) if (isObject(object)) right.add(object);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
