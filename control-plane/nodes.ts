import type { ApiRequest } from './api.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { until } from './until.ts';

export interface NodeShape {
  name: string;
  instanceType: string;
  /** E.g. us-east-1a; its region is what precedes the letter. */
  zone: string;
  /** What pods can have of it, as the kubelet reports it: e.g. 1930m. */
  cpu: string;
  memory: string;
  maxPods: number;
  ephemeralStorage?: string;
  /** What the machine has; the same as what pods can have unless given. */
  capacity?: { cpu?: string; memory?: string; ephemeralStorage?: string };
  nodeGroup?: string;
  labels?: Record<string, string>;
  taints?: { key: string; value?: string; effect: string }[];
  /** As the cloud calls the machine: made up unless given. */
  providerID?: string;
  addresses?: NodeAddress[];
  /** The API server's own unless given. */
  kubeletVersion?: string;
}

export interface NodeAddress {
  type: 'InternalIP' | 'ExternalIP' | 'Hostname' | 'InternalDNS' | 'ExternalDNS';
  address: string;
}

/** Nodes that carry this label are played. */
export const PLAYED = { key: 'kwok.x-k8s.io/node', value: 'fake' };

const READY_SECONDS = 20;

/** The simulated nodes of a control plane. */
export class Nodes {
  private count = 0;

  constructor(
    private readonly api: ApiRequest,
    private readonly kubeletVersion: string,
    private readonly assertRunning: () => void,
  ) {}

  /** Creates nodes, and waits until they are ready. */
  async add(shapes: NodeShape[]): Promise<void> {
    for (const shape of shapes) {
      const { status, body } = await this.api('POST', '/api/v1/nodes', this.manifest(shape));
      if (status !== 201) throw refused(`node ${shape.name}`, body);
    }
    for (const { name } of shapes) {
      await until(`node ${name} ready`, READY_SECONDS, async () => {
        this.assertRunning();
        return isReady((await this.api('GET', `/api/v1/nodes/${name}`)).body);
      });
    }
  }

  /** Deletes the node object, as the cloud does once a machine is gone. Its pods are left to the
   * controllers, as then. */
  async remove(name: string): Promise<void> {
    const { status, body } = await this.api('DELETE', `/api/v1/nodes/${name}`);
    if (status !== 200 && status !== 202) throw refused(`the deletion of node ${name}`, body);
  }

  /** Stops a node's heartbeats, as when a machine hangs: nobody plays it any more. */
  silence(name: string): Promise<void> {
    return this.setPlayed(name, null);
  }

  /** Lets a silent node beat again. */
  wake(name: string): Promise<void> {
    return this.setPlayed(name, PLAYED.value);
  }

  private async setPlayed(name: string, value: string | null): Promise<void> {
    const { status, body } = await this.api('PATCH', `/api/v1/nodes/${name}`, {
      metadata: { labels: { [PLAYED.key]: value } },
    });
    if (status !== 200) throw refused(`a change of node ${name}`, body);
  }

  private manifest(shape: NodeShape) {
    const { name, instanceType, zone, nodeGroup, labels, taints } = shape;
    const { kubeletVersion = this.kubeletVersion } = shape;
    this.count += 1;
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          [PLAYED.key]: PLAYED.value,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/hostname': name,
          'node.kubernetes.io/instance-type': instanceType,
          'topology.kubernetes.io/zone': zone,
          'topology.kubernetes.io/region': zone.replace(/[a-z]$/, ''),
          ...(nodeGroup && { 'eks.amazonaws.com/nodegroup': nodeGroup }),
          ...labels,
        },
      },
      spec: { taints, providerID: shape.providerID ?? `aws:///${zone}/i-${hex(this.count)}` },
      status: {
        ...resources(shape),
        addresses: shape.addresses ?? [
          { type: 'InternalIP', address: `192.168.${this.count >> 8}.${this.count & 255}` },
          { type: 'Hostname', address: name },
          { type: 'InternalDNS', address: name },
        ],
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          kubeletVersion,
          kubeProxyVersion: kubeletVersion,
          containerRuntimeVersion: 'simulated://1',
          kernelVersion: 'simulated',
          osImage: 'simulated',
          bootID: '',
          machineID: '',
          systemUUID: '',
        },
      },
    };
  }
}

function resources({ cpu, memory, maxPods, ephemeralStorage = '20Gi', capacity }: NodeShape) {
  const allocatable = { cpu, memory, pods: `${maxPods}`, 'ephemeral-storage': ephemeralStorage };
  return {
    allocatable,
    capacity: {
      ...allocatable,
      ...(capacity?.cpu && { cpu: capacity.cpu }),
      ...(capacity?.memory && { memory: capacity.memory }),
      ...(capacity?.ephemeralStorage && { 'ephemeral-storage': capacity.ephemeralStorage }),
    },
  };
}

const hex = (count: number): string => count.toString(16).padStart(17, '0');

function isReady(node: unknown): boolean {
  const { status } = node as { status?: { conditions?: { type: string; status: string }[] } };
  return status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}

function refused(what: string, body: unknown): ControlPlaneError {
  const message = (body as { message?: string }).message ?? JSON.stringify(body);
  return new ControlPlaneError(`The API server refused ${what}: ${message}`);
}
