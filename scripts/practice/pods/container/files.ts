import { posix } from 'node:path';
import { at, fields, list, text } from '../../../../checks/values.ts';
import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import type { Container } from './container.ts';
import { storedIn } from './stored.ts';

/** The files that ConfigMaps and Secrets give a container, by their whole paths. */
export async function mountedFiles(
  api: ApiRequest,
  { pod, spec }: Container,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const volumes = list(pod.spec.volumes).map(fields);
  for (const mount of list(spec.volumeMounts).map(fields)) {
    const volume = volumes.find(({ name }) => name === mount.name);
    const map = text(at(volume, 'configMap', 'name'));
    const secret = text(at(volume, 'secret', 'secretName'));
    const name = map ?? secret;
    if (!volume || !name) continue;
    const kind = map ? 'configmaps' : 'secrets';
    const stored = await storedIn(api, kind, pod.metadata.namespace ?? '', name);
    const items = list(at(volume, map ? 'configMap' : 'secret', 'items')).map(fields);
    const paths = new Map(items.map(({ key, path }) => [text(key) ?? '', text(path) ?? '']));
    for (const [key, value] of stored ?? []) {
      const path = paths.size > 0 ? paths.get(key) : key;
      const place = text(mount.mountPath) ?? '/';
      const subPath = text(mount.subPath);
      if (path === undefined || (subPath !== undefined && subPath !== path)) continue;
      files.set(subPath === undefined ? posix.join(place, path) : place, value);
    }
  }
  return files;
}
