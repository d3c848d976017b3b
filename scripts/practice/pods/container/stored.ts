import { at, textEntries } from '../../../../checks/values.ts';
import type { ApiRequest } from '../../../../control-plane/control-plane.ts';

/** The texts of a ConfigMap or a Secret by their keys; undefined where there is none. */
export async function storedIn(
  api: ApiRequest,
  kind: 'configmaps' | 'secrets',
  namespace: string,
  name: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const { status, body } = await api('GET', `/api/v1/namespaces/${namespace}/${kind}/${name}`);
  if (status !== 200) return undefined;
  const entries = textEntries(at(body, 'data'));
  if (kind === 'configmaps') return new Map(entries);
  return new Map(entries.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
}
