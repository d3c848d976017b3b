import { fields, list, text } from '../../../../checks/values.ts';
import type { LivePod } from '../../../shared/live-objects.ts';
import { pullProblem } from './image.ts';
import { type Reference, referencesOf } from './references.ts';

/** Why a container waits, as a kubelet tells it. */
export interface Waiting {
  readonly container: string;
  readonly reason: 'ContainerCreating' | 'ImagePullBackOff' | 'CreateContainerConfigError';
  readonly message: string;
}

/** Why a pod can't start yet; nothing where it can. */
export async function troubleOf(
  pod: LivePod,
  isThere: (reference: Reference) => Promise<boolean>,
): Promise<Waiting[]> {
  const missing: Reference[] = [];
  for (const reference of referencesOf(pod)) {
    if (!(await isThere(reference))) missing.push(reference);
  }
  const containers = [...list(pod.spec.initContainers), ...list(pod.spec.containers)].map(fields);
  const names = containers.map(({ name }) => text(name) ?? '');
  const volume = missing.find(({ by }) => by === 'volume');
  // Volumes come first: until they are mounted, no image is pulled.
  if (volume) {
    const message = `MountVolume.SetUp failed: ${notFound(volume)}`;
    return names.map((container) => ({ container, reason: 'ContainerCreating', message }));
  }
  const pulled = containers.flatMap(({ name, image }): Waiting[] => {
    const problem = pullProblem(text(image) ?? '');
    if (problem === undefined) return [];
    return [{ container: text(name) ?? '', reason: 'ImagePullBackOff', message: problem }];
  });
  if (pulled.length > 0) return pulled;
  const [variable] = missing;
  if (!variable) return [];
  const message = notFound(variable);
  return names.map((container) => ({ container, reason: 'CreateContainerConfigError', message }));
}

function notFound({ kind, name }: Reference): string {
  return `${kind.toLowerCase()} "${name}" not found`;
}
