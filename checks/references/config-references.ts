import type { Subject } from '../check.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { PodTemplate } from '../pods.ts';
import { at, fields, type Fields, list, text } from '../values.ts';

/** A place that names a ConfigMap or Secret, and the keys that it takes from it. */
export interface ConfigReference {
  readonly owner: Located;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  readonly keys: readonly { readonly key: string; readonly path: string }[];
}

const cache = new WeakMap<Subject, ConfigReference[]>();

/** Every reference to a ConfigMap or Secret that must exist. */
export function configReferences(subject: Subject): readonly ConfigReference[] {
  let references = cache.get(subject);
  if (!references) {
    const index = indexOf(subject);
    references = [
      ...index.pods.flatMap(fromPod),
      ...index.kind('Ingress').flatMap(fromIngress),
      ...index.kind('ServiceAccount').flatMap((account) => {
        const { imagePullSecrets } = account.object;
        return pullSecrets(account, imagePullSecrets, 'imagePullSecrets');
      }),
    ];
    cache.set(subject, references);
  }
  return references;
}

function fromPod({ owner, path, spec, containers }: PodTemplate): ConfigReference[] {
  const inContainers = containers.flatMap(({ fields: container, path: where }) => [
    ...list(container.envFrom).flatMap((source, i) => [
      ...reference(
        owner,
        'ConfigMap',
        at(source, 'configMapRef'),
        `${where}.envFrom[${i}].configMapRef`,
      ),
      ...reference(owner, 'Secret', at(source, 'secretRef'), `${where}.envFrom[${i}].secretRef`),
    ]),
    ...list(container.env).flatMap((variable, i) => {
      const from = at(variable, 'valueFrom');
      const here = `${where}.env[${i}].valueFrom`;
      return [
        ...keyed(owner, 'ConfigMap', at(from, 'configMapKeyRef'), `${here}.configMapKeyRef`),
        ...keyed(owner, 'Secret', at(from, 'secretKeyRef'), `${here}.secretKeyRef`),
      ];
    }),
  ]);
  const inVolumes = list(spec.volumes).flatMap((volume, i) => {
    const here = `${path}spec.volumes[${i}]`;
    const { configMap, secret, projected } = fields(volume);
    return [
      ...source(owner, 'ConfigMap', configMap, `${here}.configMap`, 'name'),
      ...source(owner, 'Secret', secret, `${here}.secret`, 'secretName'),
      ...list(at(projected, 'sources')).flatMap((part, p) => [
        ...source(
          owner,
          'ConfigMap',
          at(part, 'configMap'),
          `${here}.projected.sources[${p}].configMap`,
          'name',
        ),
        ...source(
          owner,
          'Secret',
          at(part, 'secret'),
          `${here}.projected.sources[${p}].secret`,
          'name',
        ),
      ]),
    ];
  });
  return [
    ...inContainers,
    ...inVolumes,
    ...pullSecrets(owner, spec.imagePullSecrets, `${path}spec.imagePullSecrets`),
  ];
}

function fromIngress(ingress: Located): ConfigReference[] {
  return list(at(ingress.object, 'spec', 'tls')).flatMap((tls, i) =>
    reference(ingress, 'Secret', tls, `spec.tls[${i}]`, 'secretName'),
  );
}

function pullSecrets(owner: Located, value: unknown, path: string): ConfigReference[] {
  return list(value).flatMap((entry, i) => reference(owner, 'Secret', entry, `${path}[${i}]`));
}

function source(
  owner: Located,
  kind: ConfigReference['kind'],
  value: unknown,
  path: string,
  nameKey: string,
): ConfigReference[] {
  const keys = list(at(value, 'items')).flatMap((item, i) => {
    const key = text(at(item, 'key'));
    return key === undefined ? [] : [{ key, path: `${path}.items[${i}].key` }];
  });
  return reference(owner, kind, value, path, nameKey, keys);
}

function keyed(
  owner: Located,
  kind: ConfigReference['kind'],
  value: unknown,
  path: string,
): ConfigReference[] {
  const key = text(at(value, 'key'));
  const keys = key === undefined ? [] : [{ key, path: `${path}.key` }];
  return reference(owner, kind, value, path, 'name', keys);
}

function reference(
  owner: Located,
  kind: ConfigReference['kind'],
  value: unknown,
  path: string,
  nameKey = 'name',
  keys: ConfigReference['keys'] = [],
): ConfigReference[] {
  const found: Fields = fields(value);
  const name = text(found[nameKey]);
  if (!name || found.optional === true) return [];
  return [{ owner, kind, namespace: owner.namespace, name, path: `${path}.${nameKey}`, keys }];
}
