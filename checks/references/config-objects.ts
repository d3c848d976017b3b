import { likelyName } from '../likely-name.ts';
import { type About, check, type Subject } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import { at, list, text } from '../values.ts';
import { type ConfigReference, configReferences } from './config-references.ts';
import { prerequisitesOf } from './prerequisites.ts';

const about: About = {
  id: 'config-objects',
  severity: 'broken',
  why: 'A pod waits until each ConfigMap and Secret that it names exists.',
  remedy: 'Create it, correct its name, or mark it as optional.',
};
const finding = findingsOf(about);

export const configObjects = check(about, (subject) => {
  const index = indexOf(subject);
  const others = madeOtherwise(subject, index);
  return configReferences(subject).flatMap((reference) => {
    const { owner, kind, namespace, name, path } = reference;
    if (index.find(kind, namespace, name) || others.has(key(reference))) return [];
    const names = index.names(kind, namespace);
    const elsewhere = index.kind(kind).find((one) => one.name === name);
    return [
      finding(owner, {
        path,
        value: name,
        message: `is a ${kind} that nothing creates in namespace ${namespace}`,
        allowed: someOf(names),
        fix: elsewhere
          ? `the one in namespace ${elsewhere.namespace} can't be used from here: make it here too`
          : (likelyName(name, names) ?? `add the ${kind}, or mark the reference optional: true`),
        absent: true,
      }),
    ];
  });
});

function key({ kind, namespace, name }: Omit<ConfigReference, 'owner' | 'path' | 'keys'>): string {
  return `${kind} ${namespace}/${name}`;
}

// Made by a person's command, by Kubernetes itself, by another controller from an object that is here, or by
// a Job that is told the name.
function madeOtherwise(subject: Subject, index: Index): Set<string> {
  const made = new Set(prerequisitesOf(subject).map(key));
  for (const namespace of index.namespaces.keys()) {
    made.add(key({ kind: 'ConfigMap', namespace, name: 'kube-root-ca.crt' }));
  }
  const makers: [string, (object: unknown, name: string) => unknown][] = [
    ['Certificate', (object) => at(object, 'spec', 'secretName')],
    ['ExternalSecret', (object, name) => at(object, 'spec', 'target', 'name') ?? name],
    ['SealedSecret', (_, name) => name],
  ];
  for (const [kind, nameOf] of makers) {
    for (const { object, namespace, name } of index.kind(kind)) {
      const secret = text(nameOf(object, name));
      if (secret) made.add(key({ kind: 'Secret', namespace, name: secret }));
    }
  }
  for (const { owner, containers } of index.pods) {
    if (owner.kind !== 'Job') continue;
    for (const argument of containers.flatMap(({ fields }) => list(fields.args))) {
      const secret = /^--secret-name=(.+)$/.exec(text(argument) ?? '')?.[1];
      if (secret) made.add(key({ kind: 'Secret', namespace: owner.namespace, name: secret }));
    }
  }
  return made;
}
