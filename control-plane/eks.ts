import type { Subject } from '../checks/check.ts';
import type { KubeObject } from '../output/manifest.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import type { ControlPlane } from './control-plane.ts';
import { nodeShapes } from './eks-nodes.ts';
import { csiNode, eksObjects, hasEbsDriver, workloadsOf } from './eks-objects.ts';
import type { NodeShape } from './nodes.ts';
import { VolumeProvisioner } from './volumes.ts';

const READY_SECONDS = 60;

export interface Eks {
  /** The nodes that it began with, and those that were added since. */
  readonly nodes: readonly NodeShape[];
  /** Adds one more of the node group, as its Auto Scaling group does. */
  addNode(): Promise<NodeShape>;
  /** Ends what isn't part of the control plane. */
  stop(): Promise<void>;
}

/**
 * Makes a bare control plane what eksctl leaves behind for a cluster: nodes of its group (the desired count unless
 * told), the ServiceAccounts of its ClusterConfig, and what EKS and its addons run. Nothing more.
 */
export async function bringUpEks(
  controlPlane: ControlPlane,
  subject: Subject,
  { nodes: count }: { readonly nodes?: number } = {},
): Promise<Eks> {
  const nodes: NodeShape[] = [];
  const add = async (shapes: NodeShape[]) => {
    await controlPlane.addNodes(shapes);
    if (hasEbsDriver(subject)) await create(controlPlane, await csiNodes(controlPlane, shapes));
    nodes.push(...shapes);
  };
  const objects = eksObjects(subject);
  await create(controlPlane, [...missingNamespaces(objects), ...objects]);
  await add(nodeShapes(subject, count));
  await Promise.all(workloadsOf(objects).map((workload) => ready(controlPlane, workload)));
  const provisioner = hasEbsDriver(subject) ? new VolumeProvisioner(controlPlane.api) : undefined;
  return {
    nodes,
    addNode: async () => {
      const shape = nodeShapes(subject, nodes.length + 1).at(-1)!;
      await add([shape]);
      return shape;
    },
    stop: async () => provisioner?.stop(),
  };
}

async function csiNodes({ api }: ControlPlane, shapes: NodeShape[]): Promise<KubeObject[]> {
  return Promise.all(
    shapes.map(async (shape) => {
      const { body } = await api('GET', `/api/v1/nodes/${shape.name}`);
      return csiNode(shape, (body as { metadata: { uid: string } }).metadata.uid);
    }),
  );
}

// eksctl makes the namespace of a ServiceAccount where there is none.
function missingNamespaces(objects: readonly KubeObject[]): KubeObject[] {
  const names = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const present of ['default', 'kube-system']) names.delete(present);
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

async function create({ kubectl }: ControlPlane, objects: readonly KubeObject[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const { code, stderr } = await kubectl(['create', '-f', '-'], { input });
  if (code !== 0) throw new ControlPlaneError(`What EKS brings was refused: ${stderr}`);
}

async function ready({ kubectl }: ControlPlane, workload: string): Promise<void> {
  const args = ['rollout', 'status', '-n', 'kube-system', workload, `--timeout=${READY_SECONDS}s`];
  const { code, stderr } = await kubectl(args);
  if (code !== 0) throw new ControlPlaneError(`${workload} doesn't get ready: ${stderr}`);
}
