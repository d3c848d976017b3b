import { at, list, text } from '../../checks/values.ts';
import type { KubeObject } from '../../output/manifest.ts';

const OURS = 'app.kubernetes.io/';
const MANAGED_BY = `${OURS}managed-by`;

/** Why a live object is not proved to be the one of our file; undefined where it is. */
export function unproved(live: unknown, wanted: KubeObject): string | undefined {
  const labels = at(live, 'metadata', 'labels');
  const manager = text(at(labels, MANAGED_BY));
  if (manager !== undefined) return `${manager} manages it`;
  if (list(at(live, 'metadata', 'ownerReferences')).length > 0) return 'another object owns it';
  const recommended = Object.entries(wanted.metadata.labels ?? {}).filter(([label]) =>
    label.startsWith(OURS),
  );
  const missing = recommended.find(([label, value]) => at(labels, label) !== value);
  if (missing) return `it does not have the label ${missing.join(': ')}`;
  return recommended.length > 0 ? undefined : 'its file gives it no label to know it by';
}
