import { join } from 'node:path';
import { type KubernetesVersion, minorOf } from '../tables/kubernetes.ts';
import { apiClient, type ApiRequest } from './api.ts';
import { SERVICE_ADDRESS, startApiServer } from './api-server.ts';
import { findBinary } from './binaries.ts';
import { startControllers, untilControllersWork, type ControllerOptions } from './controllers.ts';
import { createCredentials, type Credentials, type User } from './credentials.ts';
import { startEtcd } from './etcd.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { kubectlFor, type Kubectl } from './kubectl.ts';
import { startKwok } from './kwok.ts';
import { Nodes, type NodeShape } from './nodes.ts';
import { Processes } from './processes.ts';

export type { ApiAnswer, ApiRequest } from './api.ts';
export { ControlPlaneError } from './control-plane-error.ts';
export type { Kubectl, KubectlOptions, KubectlResult } from './kubectl.ts';
export type { NodeShape } from './nodes.ts';

export interface ControlPlaneOptions extends ControllerOptions {
  version: KubernetesVersion;
  /** Simulated nodes to begin with; they need kwok. */
  nodes?: NodeShape[];
  /** Whether the controller manager and the scheduler run; they do unless told. */
  controllers?: boolean;
  /** Whether nodes and pods are simulated; they are unless told. */
  kwok?: boolean;
  /** Whether a simulated pod starts only once somebody sets its condition PodReadyToStartContainers. */
  podsWait?: boolean;
  apiServerFlags?: string[];
}

export interface ControlPlane {
  version: KubernetesVersion;
  url: string;
  /** The certificate of the authority behind the API server's, PEM. */
  ca: string;
  /** Path of the administrator's kubeconfig. */
  kubeconfig: string;
  tokens: Record<User, string>;
  /** Everything of this control plane lies in here, and is gone after `stop`. */
  folder: string;
  /** This version's kubectl, as the administrator. */
  kubectl: Kubectl;
  /** The API as the administrator: method, path, body (PATCH merges). */
  api: ApiRequest;
  /** kubectl for whoever holds a token, e.g. from `kubectl create token`. */
  kubectlAs(name: string, token: string): Promise<Kubectl>;
  addNodes(shapes: NodeShape[]): Promise<void>;
  /** Deletes the node object, as the cloud does; its pods are left to the controllers. */
  removeNode(name: string): Promise<void>;
  /** Ends a node's heartbeats, as when a machine hangs. */
  silenceNode(name: string): Promise<void>;
  /** Lets a silent node beat again. */
  wakeNode(name: string): Promise<void>;
  /** Runs something more beside the control plane, ended and removed with it. */
  run(name: string, path: string, args: string[], env?: Record<string, string>): void;
  /** Kills one component. */
  kill(component: string): Promise<void>;
  /** Starts a component again as it was started last, or with other arguments. */
  restart(component: string, change?: (args: string[]) => string[]): Promise<void>;
  /** The components that have ended by themselves, and how. */
  ended(): ReadonlyMap<string, string>;
  /** What a component has printed. */
  logs(component: string): string;
  /** Ends and removes everything. */
  stop(): Promise<void>;
}

/** Starts a control plane, and returns once it is ready for use. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const processes = await Processes.create();
  try {
    return await start(processes, options);
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function start(processes: Processes, options: ControlPlaneOptions): Promise<ControlPlane> {
  const { version, nodes = [], controllers = true, kwok = true, apiServerFlags = [] } = options;
  const { folder } = processes;
  const credentials = createCredentials(folder, SERVICE_ADDRESS);
  const binary = await findBinary(version, 'kubectl');
  const etcd = await startEtcd(processes);
  const url = await startApiServer(version, processes, etcd, credentials, apiServerFlags);
  const kubeconfigOf = (user: User): string =>
    kubeconfigFor(folder, url, credentials, user, credentials.tokens[user]);
  const kubeconfig = kubeconfigOf('admin');
  const send = apiClient(url, credentials.ca, credentials.tokens.admin);
  const api: ApiRequest = async (method, path, body) => {
    processes.assertAllRunning();
    return send(method, path, body);
  };
  if (controllers) {
    await startControllers(version, processes, credentials, kubeconfigOf, options);
  }
  if (kwok) await startKwok(processes, kubeconfigOf('kwok'), options.podsWait);
  const kubelet = `v${minorOf(version).release}`;
  const simulated = new Nodes(api, kubelet, () => processes.assertAllRunning());
  await simulated.add(nodes);
  if (controllers) await untilControllersWork(api, processes);
  const kubectlWith = (path: string): Kubectl => {
    const kubectl = kubectlFor(binary, path, folder);
    return async (args, input) => {
      processes.assertAllRunning();
      return kubectl(args, input);
    };
  };
  return {
    version,
    url,
    ca: credentials.ca,
    kubeconfig,
    tokens: credentials.tokens,
    folder,
    kubectl: kubectlWith(kubeconfig),
    api,
    kubectlAs: async (name, token) =>
      kubectlWith(kubeconfigFor(folder, url, credentials, name, token)),
    addNodes: (shapes) => simulated.add(shapes),
    removeNode: (name) => simulated.remove(name),
    silenceNode: (name) => simulated.silence(name),
    wakeNode: (name) => simulated.wake(name),
    run: (name, path, args, env) => processes.start(name, path, args, env),
    kill: (component) => processes.kill(component),
    restart: (component, change) => processes.restart(component, change),
    ended: () => processes.ended,
    logs: (component) => processes.logs(component),
    stop: () => processes.stop(),
  };
}

function kubeconfigFor(
  folder: string,
  url: string,
  credentials: Credentials,
  name: string,
  token: string,
): string {
  const path = join(folder, `${name}.kubeconfig`);
  writeKubeconfig(path, url, credentials.ca, token);
  return path;
}
