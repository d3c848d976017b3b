import { at, text } from '../../checks/values.ts';
import type { ApiRequest } from '../../control-plane/control-plane.ts';
import type { LiveObject } from '../shared/live-objects.ts';

/** An object, as events name it. */
export interface About {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: LiveObject;
}

/** Writes a warning among the events of an object. */
export async function warn(
  api: ApiRequest,
  { apiVersion, kind, object }: About,
  reason: string,
  message: string,
  source: { readonly component: string; readonly host?: string },
): Promise<void> {
  const { name, namespace } = object.metadata;
  const now = new Date().toISOString().replace(/\.\d+/, '');
  await api('POST', `/api/v1/namespaces/${namespace}/events`, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { generateName: `${name}.`, namespace },
    involvedObject: { apiVersion, kind, name, namespace, uid: text(at(object, 'metadata', 'uid')) },
    type: 'Warning',
    reason,
    message,
    source,
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  });
}
