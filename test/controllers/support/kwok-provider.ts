import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import { at, fields } from '../../../checks/values.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import type { World } from '../../control-plane/support/world.ts';
import type { Surroundings } from './as-pod.ts';

const KUBECONFIG = '/run/kubeconfig';
const CONFIG = 'kwok-provider-config';
const TEMPLATES = 'kwok-provider-templates';
const GROUP = 'workers';
const ANNOTATION = 'cluster-autoscaler.kwok.nodegroup';
const GROUP_LABEL = 'eks.amazonaws.com/nodegroup';

/**
 * Makes a world's nodes those of the autoscaler's kwok provider, which deletes Node objects where AWS' ends machines.
 * The provider speaks to the API server as the administrator; the autoscaler itself as its ServiceAccount.
 */
export async function useKwokProvider(world: World): Promise<Surroundings> {
  for (const { name } of world.eks.nodes) await replaceNode(world, name);
  await configure(world);
  const kubeconfig = join(world.root, 'kwok-provider.kubeconfig');
  writeFileSync(kubeconfig, readFileSync(world.plane.kubeconfig));
  return {
    mounts: { [KUBECONFIG]: kubeconfig },
    variables: { KWOK_PROVIDER_MODE: 'local', KUBECONFIG },
    flags: { 'cloud-provider': 'kwok' },
  };
}

// A node's provider id is for its life.
async function replaceNode({ plane }: World, name: string): Promise<void> {
  const { body } = await plane.api('GET', `/api/v1/nodes/${name}`);
  await plane.removeNode(name);
  const { labels } = fields(at(body, 'metadata'));
  const { status, body: answer } = await plane.api('POST', '/api/v1/nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels,
      annotations: { 'kwok.x-k8s.io/node': 'fake', [`${ANNOTATION}/name`]: GROUP },
    },
    spec: { providerID: `kwok:${name}` },
    status: at(body, 'status'),
  });
  if (status !== 201) throw new Error(`node ${name}: ${JSON.stringify(answer)}`);
}

async function configure({ plane, kubectl, synthesized, eks }: World): Promise<void> {
  const { min, desired, max } = nodeGroupOf(synthesized)!;
  const { body } = await plane.api('GET', `/api/v1/nodes/${eks.nodes[0]!.name}`);
  const sizes = { 'min-count': min, 'desired-count': desired, 'max-count': max };
  const template = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: GROUP,
      labels: at(body, 'metadata', 'labels'),
      annotations: Object.fromEntries(
        Object.entries({ name: GROUP, ...sizes }).map(([key, value]) => [
          `${ANNOTATION}/${key}`,
          String(value),
        ]),
      ),
    },
    status: at(body, 'status'),
  };
  const config = {
    apiVersion: 'v1alpha1',
    readNodesFrom: 'configmap',
    nodegroups: { fromNodeLabelKey: GROUP_LABEL },
    nodes: { skipTaint: true },
    configmap: { name: TEMPLATES },
  };
  const items: KubeObject[] = [
    configMap(CONFIG, { config: JSON.stringify(config) }),
    configMap(TEMPLATES, {
      templates: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [template] }),
    }),
  ];
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { code, stderr } = await kubectl(['create', '-f', '-'], list);
  if (code !== 0) throw new Error(stderr);
}

function configMap(name: string, data: Record<string, string>): KubeObject {
  const metadata = { name, namespace: 'kube-system' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}
