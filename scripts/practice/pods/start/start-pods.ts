import { MAY_START } from '../../../../control-plane/kwok.ts';
import { at, fields, list, text } from '../../../../checks/values.ts';
import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import { type LivePod, readAll } from '../../../shared/live-objects.ts';
import { warn } from '../../warning.ts';
import type { Reference } from './references.ts';
import { troubleOf, type Waiting } from './trouble.ts';

const PENDING = encodeURIComponent('status.phase=Pending,spec.nodeName!=');
const plurals = {
  Secret: 'secrets',
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
} as const;

/** Lets every pod start that a node has and whose images and settings are there; tells of the others why they wait. */
export async function startPods(api: ApiRequest): Promise<void> {
  const pods = await readAll<LivePod>(api, `/api/v1/pods?fieldSelector=${PENDING}`);
  await Promise.all(pods.filter(isUndecided).map((pod) => start(api, pod)));
}

function isUndecided({ metadata, status }: LivePod): boolean {
  const mayStart = status.conditions?.some(
    ({ type, status }) => type === MAY_START && status === 'True',
  );
  return metadata.deletionTimestamp === undefined && !mayStart;
}

async function start(api: ApiRequest, pod: LivePod): Promise<void> {
  const namespace = pod.metadata.namespace ?? '';
  const isThere = async ({ kind, name }: Reference) =>
    (await api('GET', `/api/v1/namespaces/${namespace}/${plurals[kind]}/${name}`)).status === 200;
  const waiting = await troubleOf(pod, isThere);
  if (waiting.length > 0) return tell(api, pod, waiting);
  const now = new Date().toISOString().replace(/\.\d+/, '');
  await change(api, pod, {
    conditions: [
      ...(pod.status.conditions ?? []).filter(({ type }) => type !== MAY_START),
      { type: MAY_START, status: 'True', lastTransitionTime: now },
    ],
  });
}

async function tell(api: ApiRequest, pod: LivePod, waiting: readonly Waiting[]): Promise<void> {
  const told = list(at(pod, 'status', 'containerStatuses')).map(fields);
  const statusOf = (container: unknown) => {
    const { name, image } = fields(container);
    const own = waiting.find((one) => one.container === name);
    const { reason = 'ContainerCreating', message } = own ?? {};
    // A kubelet tells of volumes in an event alone.
    const state = { reason, ...(reason !== 'ContainerCreating' && { message }) };
    return {
      name,
      image,
      imageID: '',
      ready: false,
      restartCount: 0,
      started: false,
      state: { waiting: state },
    };
  };
  const containerStatuses = list(pod.spec.containers).map(statusOf);
  const reasons = (statuses: readonly unknown[]) =>
    statuses.map((one) => text(at(one, 'state', 'waiting', 'reason'))).join();
  if (reasons(told) === reasons(containerStatuses)) return;
  await change(api, pod, { containerStatuses });
  const [first] = waiting;
  if (!first) return;
  const { reason, message } = first;
  const said = reason === 'CreateContainerConfigError' ? `Error: ${message}` : message;
  const about = { apiVersion: 'v1', kind: 'Pod', object: pod };
  const { nodeName } = pod.spec;
  const source = { component: 'kubelet', ...(nodeName !== undefined && { host: nodeName }) };
  await warn(api, about, eventReasons[reason], said, source);
}

// Somebody else may have written since: then the next round looks again.
async function change(api: ApiRequest, pod: LivePod, status: object): Promise<void> {
  const { name, namespace } = pod.metadata;
  const resourceVersion = at(pod, 'metadata', 'resourceVersion');
  await api('PATCH', `/api/v1/namespaces/${namespace}/pods/${name}/status`, {
    metadata: { resourceVersion },
    status,
  });
}

const eventReasons: Readonly<Record<Waiting['reason'], string>> = {
  ContainerCreating: 'FailedMount',
  CreateContainerConfigError: 'Failed',
  ImagePullBackOff: 'Failed',
};
