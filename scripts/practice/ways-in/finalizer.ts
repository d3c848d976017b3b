import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { list, at } from '../../../checks/values.ts';
import type { LiveObject } from '../../shared/live-objects.ts';

/** Lets an object be deleted only once what was made for it is gone, or no longer. */
export async function setFinalizer(
  api: ApiRequest,
  path: string,
  object: LiveObject,
  name: string,
  isWanted: boolean,
): Promise<void> {
  if (hasFinalizer(object, name) === isWanted) return;
  const present = finalizersOf(object);
  const finalizers = isWanted ? [...present, name] : present.filter((one) => one !== name);
  await api('PATCH', path, { metadata: { finalizers } });
}

/** Whether it keeps its object. */
export function hasFinalizer(object: LiveObject, name: string): boolean {
  return finalizersOf(object).includes(name);
}

function finalizersOf(object: LiveObject): string[] {
  return list(at(object, 'metadata', 'finalizers')).map(String);
}
