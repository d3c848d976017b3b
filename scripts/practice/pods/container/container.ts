import { parseImage } from '../../../../checks/containers/image-reference.ts';
import { at, fields, type Fields, list, text } from '../../../../checks/values.ts';
import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import type { LivePod } from '../../../shared/live-objects.ts';
import type { Where } from '../kubelet/kubelet.ts';

/** A container that runs, as its kubelet knows it. */
export interface Container {
  readonly pod: LivePod;
  readonly name: string;
  readonly image: string;
  /** As its pod's spec has it. */
  readonly spec: Fields;
  readonly started: Date;
}

/** The container that somebody asks for, if it is there and runs. */
export async function findContainer(api: ApiRequest, where: Where): Promise<Container> {
  const pod = await findPod(api, where);
  const all = [...list(pod.spec.containers), ...list(pod.spec.initContainers)].map(fields);
  const spec = where.container ? all.find(({ name }) => name === where.container) : all[0];
  if (!spec) throw new Error(`container ${where.container} is not in pod ${where.pod}`);
  const name = text(spec.name) ?? '';
  const states = [
    ...list(at(pod, 'status', 'containerStatuses')),
    ...list(at(pod, 'status', 'initContainerStatuses')),
  ].map(fields);
  const state = states.find((one) => one.name === name)?.state;
  const startedAt = text(at(state, 'running', 'startedAt')) ?? text(at(pod, 'status', 'startTime'));
  if (!startedAt) {
    const waits = text(at(state, 'waiting', 'reason')) ?? 'ContainerCreating';
    throw new Error(`container "${name}" in pod "${where.pod}" is waiting to start: ${waits}`);
  }
  return { pod, name, image: text(spec.image) ?? '', spec, started: new Date(startedAt) };
}

/** The pod that somebody asks for. */
export async function findPod(api: ApiRequest, { namespace, pod }: Where): Promise<LivePod> {
  const { status, body } = await api('GET', `/api/v1/namespaces/${namespace}/pods/${pod}`);
  if (status !== 200) throw new Error(`pods "${pod}" not found`);
  return body as LivePod;
}

/** The name of an image, without its registry and its tag: `weaveworksdemos/front-end`. */
export function imageName(image: string): string {
  return parseImage(image).name.split('/').slice(-2).join('/');
}

/** The tag of an image. */
export function imageTag(image: string): string {
  return parseImage(image).tag ?? 'latest';
}
