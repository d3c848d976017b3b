import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import type { LiveObject } from '../../../scripts/shared/live-objects.ts';

/** One change of an object, as the API server tells it. */
export interface Change<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/** The API server's clock: from here on, a history can be asked for. */
export async function now({ api }: ControlPlane, path: string): Promise<string> {
  const { body } = await api('GET', `${path}?limit=1`);
  return (body as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
}

/** Every change of a collection since then, in order: nothing falls between two looks. */
export async function historySince<T extends LiveObject>(
  { api }: ControlPlane,
  path: string,
  since: string,
): Promise<Change<T>[]> {
  const { body } = await api('GET', `${path}?watch=1&resourceVersion=${since}&timeoutSeconds=1`);
  // One change alone arrives as parsed JSON.
  const lines =
    typeof body === 'string' ? body.split('\n').filter(Boolean) : [JSON.stringify(body)];
  return lines.map((line) => JSON.parse(line) as Change<T>).filter(({ object }) => object.metadata);
}
