import { fields, list, text } from '../../../../checks/values.ts';
import type { LivePod } from '../../../shared/live-objects.ts';

/** Something of its namespace that a pod can't start without. */
export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim';
  readonly name: string;
  /** A volume keeps the whole pod waiting, a variable only its container. */
  readonly by: 'volume' | 'variable';
}

/** What the containers and volumes of a pod refer to, but for what is optional. */
export function referencesOf({ spec }: LivePod): Reference[] {
  const containers = [...list(spec.containers), ...list(spec.initContainers)].map(fields);
  const variables = containers.flatMap(({ env, envFrom }) => [
    ...list(env).map((one) => fields(fields(one).valueFrom)),
    ...list(envFrom).map(fields),
  ]);
  return [
    ...variables.flatMap(({ secretKeyRef, secretRef, configMapKeyRef, configMapRef }) => [
      ...named('Secret', secretKeyRef ?? secretRef, 'name', 'variable'),
      ...named('ConfigMap', configMapKeyRef ?? configMapRef, 'name', 'variable'),
    ]),
    ...list(spec.volumes)
      .map(fields)
      .flatMap(({ secret, configMap, persistentVolumeClaim }) => [
        ...named('Secret', secret, 'secretName', 'volume'),
        ...named('ConfigMap', configMap, 'name', 'volume'),
        ...named('PersistentVolumeClaim', persistentVolumeClaim, 'claimName', 'volume'),
      ]),
  ];
}

function named(
  kind: Reference['kind'],
  value: unknown,
  key: string,
  by: Reference['by'],
): Reference[] {
  const reference = fields(value);
  const name = text(reference[key]);
  return name === undefined || reference.optional === true ? [] : [{ kind, name, by }];
}
