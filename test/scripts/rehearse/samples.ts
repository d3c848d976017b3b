import type { PodDemand } from '../../../checks/capacity/demand.ts';
import { MEBIBYTE } from '../../../checks/capacity/quantities.ts';
import type { LivePod, LiveWorkload } from '../../../scripts/shared/live-objects.ts';
import type { NodeUse } from '../../../scripts/rehearse/node-use.ts';
import type { Rehearsal } from '../../../scripts/rehearse/rehearsal.ts';

/** A pod that asks for some CPU, in thousandths, and as many mebibytes. */
export function pod(name: string, cpu = 100, rest: Partial<PodDemand> = {}): PodDemand {
  return {
    name: `shop/${name}`,
    namespace: 'shop',
    owner: 'Deployment',
    object: `Deployment shop/${name}`,
    labels: {},
    annotations: {},
    volumes: 0,
    spec: {},
    cpu,
    memory: cpu * MEBIBYTE,
    ...rest,
  };
}

export const each = { cpu: 1930, memory: 6837 * MEBIBYTE, pods: 35, volumes: 24 };

/** A t3.large with pods on it. */
export function node(name: string, pods: readonly PodDemand[]): NodeUse {
  const cpu = pods.reduce((total, one) => total + one.cpu, 0);
  const memory = pods.reduce((total, one) => total + one.memory, 0);
  return {
    name,
    zone: 'us-west-2a',
    pods,
    used: { cpu, memory, pods: pods.length, volumes: 0 },
    cpu: { requested: cpu, allocatable: each.cpu },
    memory: { requested: memory, allocatable: each.memory },
    maxPods: each.pods,
  };
}

/** A rehearsal in which all went well, but for what is told. */
export function rehearsal(rest: Partial<Rehearsal> = {}): Rehearsal {
  return {
    cluster: 'sock-shop',
    kubernetes: '1.35',
    rehearsedOn: '1.36.3',
    manifestsOnly: false,
    instanceType: 't3.large',
    prerequisites: [],
    applied: { command: 'kubectl apply -f apps', objects: 65, warnings: [], errors: [] },
    pods: { all: 3, up: 3 },
    pending: [],
    refused: [],
    nodes: [node('node-a', [pod('a', 965), pod('b')]), node('node-b', [pod('c')])],
    scaleDown: [
      { node: 'node-a', used: 0.55, blockers: ['shop/a is a bare Pod', 'is used too much'] },
      { node: 'node-b', used: 0.05, blockers: [] },
    ],
    autoscaler: { threshold: 0.65, unneededTime: '10m' },
    minimum: { nodes: 2, fits: true, how: 'drained', drained: ['node-c'], misfits: [] },
    ...rest,
  };
}

/** A pod as the API server has it: running and ready on node-a, but for what is told. */
export function livePod(name: string, rest: Partial<LivePod> = {}): LivePod {
  return {
    metadata: { name, namespace: 'shop' },
    spec: { nodeName: 'node-a' },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    ...rest,
  };
}

/** A Deployment as the API server has it, of which so many of so many pods are ready. */
export function liveDeployment(name: string, ready: number, wanted: number): LiveWorkload {
  return {
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', generation: 1 },
    spec: { replicas: wanted },
    status: { observedGeneration: 1, readyReplicas: ready, updatedReplicas: wanted },
  };
}
