import { previousKubernetes } from '../../support/kubernetes.ts';
import type { Account } from './account.ts';
import type { ProgramAnswer, ProgramCall } from './stand-ins.ts';

const AUTOSCALER = 'cluster-autoscaler';

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** What a cluster has, as far as the commands ask; a test may change it while it runs. */
export interface KubernetesState {
  /** What kubectl says when the API can't be reached; it is reached without. */
  unreachable?: string;
  services: (Named & { type: string; host?: string; port?: number })[];
  ingresses: (Named & { host?: string })[];
  kustomizations: (Named & { suspended: boolean })[];
  /** Flux is installed. */
  hasFlux: boolean;
  pods: (Named & { isBare: boolean; waits?: string })[];
  secrets: Named[];
  /** ServiceAccounts that take a role. */
  accounts: (Named & { role?: string })[];
  /** The EBS volumes of its PersistentVolumes. */
  volumes: string[];
  /** Pods of the autoscaler's Deployment; none where it has no Deployment. */
  autoscaler?: number;
  autoscalerImage?: string;
  /** Nodes that are Ready, told anew at each look. */
  readyNodes: () => number;
  /** Called for each call first; what it returns is the answer. */
  before?: (
    line: string,
    call: ProgramCall,
  ) => ProgramAnswer | undefined | Promise<ProgramAnswer | undefined>;
}

/** Plays kubectl for one cluster. */
export function playKubectl(
  account: Account,
  state: Partial<KubernetesState> = {},
): KubernetesState {
  const whole: KubernetesState = {
    services: [],
    ingresses: [],
    kustomizations: [],
    hasFlux: false,
    pods: [],
    secrets: [],
    accounts: [{ namespace: 'kube-system', name: AUTOSCALER, role: 'arn:aws:iam::1:role/x' }],
    readyNodes: () => 3,
    volumes: [],
    ...state,
  };
  account.programs.answer('kubectl', async (call) => {
    const line = call.args.join(' ');
    if (line.startsWith('version') || line.startsWith('config')) return undefined;
    const early = await whole.before?.(line, call);
    if (early) return early;
    if (whole.unreachable) return { code: 1, stderr: `${whole.unreachable}\n` };
    return answer(whole, line, call);
  });
  return whole;
}

function answer(state: KubernetesState, line: string, { args, input }: ProgramCall): ProgramAnswer {
  if (line.startsWith('get --raw=/readyz')) return { stdout: 'ok' };
  const namespace = args[args.indexOf('-n') + 1] ?? '';
  if (/^get (networkpolicy,)?(svc|services?) (-A|--all-namespaces)/.test(line)) {
    return list(
      state.services.map(({ type, host, port, ...named }) => ({
        metadata: named,
        spec: { type, ports: [{ port: port ?? 80 }] },
        status: { loadBalancer: { ingress: host ? [{ hostname: host }] : [] } },
      })),
    );
  }
  if (/^get ing(ress(es)?)? (-A|--all-namespaces)/.test(line)) {
    return list(
      state.ingresses.map(({ host, ...named }) => ({
        metadata: named,
        status: { loadBalancer: { ingress: host ? [{ hostname: host }] : [] } },
      })),
    );
  }
  if (line.startsWith('get kustomizations')) {
    if (!state.hasFlux) {
      return {
        code: 1,
        stderr: 'error: the server doesn\'t have a resource type "kustomizations"\n',
      };
    }
    return list(
      state.kustomizations.map(({ suspended, ...named }) => ({
        metadata: named,
        spec: { suspend: suspended },
      })),
    );
  }
  if (line.startsWith('get persistentvolumes')) {
    return list(state.volumes.map((volumeHandle) => ({ spec: { csi: { volumeHandle } } })));
  }
  if (line.startsWith('get pods -A')) {
    return list(
      state.pods.map(({ isBare, waits, ...named }) => ({
        metadata: { ...named, ...(!isBare && { ownerReferences: [{}] }) },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: waits ? 'False' : 'True' }],
          containerStatuses: waits ? [{ state: { waiting: { reason: waits } } }] : [],
        },
      })),
    );
  }
  if (line.startsWith('get nodes')) {
    const conditions = [{ type: 'Ready', status: 'True' }];
    const nodeInfo = { kubeletVersion: `v${previousKubernetes}.2-eks-1234567` };
    const node = { status: { conditions, nodeInfo } };
    return list(Array.from({ length: state.readyNodes() }, () => node));
  }
  if (/ patch kustomizations/.test(line)) {
    const one = state.kustomizations.find(
      (each) => each.namespace === namespace && args.includes(each.name),
    );
    if (one) one.suspended = line.includes('"suspend":true');
    return { stdout: 'patched\n' };
  }
  const isWaiting = !state.accounts.some(({ name }) => name === AUTOSCALER);
  if (/ get deployment cluster-autoscaler .*-o json$/.test(line)) {
    if (state.autoscaler === undefined) return { stdout: '' };
    const status = isWaiting ? 'True' : 'False';
    const conditions = [{ type: 'ReplicaFailure', status }];
    return { stdout: JSON.stringify({ status: { conditions } }) };
  }
  // A Deployment without its ServiceAccount never gets a pod.
  if (isWaiting && / wait .*deployment\/cluster-autoscaler/.test(line)) {
    return { code: 1, stderr: 'error: timed out waiting for the condition\n' };
  }
  if (/ get deployment cluster-autoscaler/.test(line)) {
    return {
      stdout: line.includes('image')
        ? (state.autoscalerImage ?? '')
        : String(state.autoscaler ?? ''),
    };
  }
  const scaled = /scale deployment cluster-autoscaler --replicas=(\d)/.exec(line);
  if (scaled) {
    state.autoscaler = Number(scaled[1]);
    return { stdout: 'deployment.apps/cluster-autoscaler scaled\n' };
  }
  const deleted = / delete (service|ingress) (\S+)/.exec(line);
  if (deleted) {
    const keep = ({ name, namespace: own }: Named) => name !== deleted[2] || own !== namespace;
    if (deleted[1] === 'service') state.services = state.services.filter(keep);
    else state.ingresses = state.ingresses.filter(keep);
    return { stdout: `${deleted[1]} "${deleted[2]}" deleted\n` };
  }
  const account = / get serviceaccount (\S+)/.exec(line);
  if (account) {
    const found = state.accounts.find(({ name }) => name === account[1]);
    const annotations = found?.role && { 'eks.amazonaws.com/role-arn': found.role };
    return { stdout: found ? JSON.stringify({ metadata: { annotations } }) : '' };
  }
  const secret = / get secret (\S+)/.exec(line);
  if (secret) {
    const isThere = state.secrets.some(({ name }) => name === secret[1]);
    return { stdout: isThere ? `secret/${secret[1]}\n` : '' };
  }
  if (line === 'apply -f -') {
    const object = JSON.parse(input) as {
      kind: string;
      metadata: Named & { annotations?: Record<string, string> };
    };
    if (object.kind === 'Secret') state.secrets.push(object.metadata);
    if (object.kind === 'ServiceAccount') {
      const { name, namespace, annotations } = object.metadata;
      const role = annotations?.['eks.amazonaws.com/role-arn'];
      state.accounts = state.accounts.filter((one) => one.name !== name);
      state.accounts.push({ name, namespace, ...(role && { role }) });
    }
    return { stdout: `${object.kind.toLowerCase()}/${object.metadata.name} created\n` };
  }
  return { stdout: `${line}: done\n` };
}

function list(items: unknown[]): ProgramAnswer {
  return { stdout: JSON.stringify({ items }) };
}
