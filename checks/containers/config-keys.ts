import { likelyName } from '../likely-name.ts';
import { type About, check, type Subject } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import { type ConfigReference, configReferences } from '../references/config-references.ts';
import { prerequisitesOf } from '../references/prerequisites.ts';
import { fields } from '../values.ts';

const about: About = {
  id: 'config-keys',
  severity: 'broken',
  why: "The API server takes a reference to a missing key, and then the kubelet doesn't start the container.",
  remedy: 'Name a key that the ConfigMap or Secret has, or add it there.',
};
const finding = findingsOf(about);

export const configKeys = check(about, (subject) => {
  const index = indexOf(subject);
  return configReferences(subject).flatMap((reference) => {
    const known = keysOf(reference, subject, index);
    if (!known) return [];
    return reference.keys.flatMap(({ key, path }) =>
      known.includes(key)
        ? []
        : [
            finding(reference.owner, {
              path,
              value: key,
              message: `is a key that ${reference.kind} ${reference.name} does not have: the container can't start`,
              allowed: someOf(known),
              fix: likelyName(key, known),
            }),
          ],
    );
  });
});

// Undefined where the keys can't be known from what is here.
function keysOf(
  { kind, namespace, name }: ConfigReference,
  subject: Subject,
  index: Index,
): readonly string[] | undefined {
  const made = index.find(kind, namespace, name);
  if (made) {
    // The token controller fills these in.
    if (made.object.type === 'kubernetes.io/service-account-token') return undefined;
    return ['data', 'stringData', 'binaryData'].flatMap((part) =>
      Object.keys(fields(made.object[part])),
    );
  }
  if (kind === 'ConfigMap' && name === 'kube-root-ca.crt') return ['ca.crt'];
  return prerequisitesOf(subject).find(
    (one) => one.kind === kind && one.namespace === namespace && one.name === name,
  )?.keys;
}
