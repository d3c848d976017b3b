import { ControlPlaneError, type ApiRequest } from '../../control-plane/control-plane.ts';

/** An object as the API server has it, as far as a rehearsal looks at it. */
export interface LiveObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly controller?: boolean;
    }[];
  };
}

/** One of a status' conditions. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface LivePod extends LiveObject {
  readonly spec: { readonly nodeName?: string; readonly [field: string]: unknown };
  readonly status: { readonly phase?: string; readonly conditions?: readonly Condition[] };
}

export interface LiveNode extends LiveObject {
  readonly spec: { readonly unschedulable?: boolean; readonly providerID?: string };
  readonly status: { readonly allocatable: Readonly<Record<string, string>> };
}

export interface LiveBudget extends LiveObject {
  readonly spec: { readonly selector?: unknown };
  readonly status: {
    readonly disruptionsAllowed?: number;
    readonly currentHealthy?: number;
    readonly expectedPods?: number;
  };
}

/** A Deployment, StatefulSet or DaemonSet. */
export interface LiveWorkload extends LiveObject {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly spec: { readonly replicas?: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly conditions?: readonly Condition[];
  };
}

export interface LiveEvent extends LiveObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject: {
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
  };
}

/** What runs on a cluster now. */
export interface Live {
  readonly pods: readonly LivePod[];
  readonly workloads: readonly LiveWorkload[];
}

/** Asks for every object of a collection, such as `/api/v1/pods`. */
export async function readAll<T extends LiveObject>(api: ApiRequest, path: string): Promise<T[]> {
  const { status, body } = await api('GET', path);
  if (status !== 200) throw new ControlPlaneError(`GET ${path}: the API server answered ${status}`);
  return (body as { items: T[] }).items;
}

/** Asks for every pod and what is to keep them running. */
export async function readLive(api: ApiRequest): Promise<Live> {
  const ofKind = async (kind: LiveWorkload['kind']) =>
    (await readAll<LiveWorkload>(api, `/apis/apps/v1/${kind.toLowerCase()}s`)).map((one) => ({
      ...one,
      kind,
    }));
  const [pods, ...workloads] = await Promise.all([
    readAll<LivePod>(api, '/api/v1/pods'),
    ofKind('Deployment'),
    ofKind('StatefulSet'),
    ofKind('DaemonSet'),
  ]);
  return { pods, workloads: workloads.flat() };
}

/** `sock-shop/front-end` */
export function nameOf({ metadata: { name, namespace } }: LiveObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Whether a pod runs or has done its work. */
export function isUp({ metadata, status: { phase, conditions } }: LivePod): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  return phase === 'Succeeded' || (phase === 'Running' && isTrue(conditions, 'Ready'));
}

function isTrue(conditions: LivePod['status']['conditions'], type: string): boolean {
  return conditions?.some((one) => one.type === type && one.status === 'True') ?? false;
}
