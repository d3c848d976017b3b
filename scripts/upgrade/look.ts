import { readAddons } from '../../aws/addons/addons.ts';
import { brokenAddons } from '../../aws/addons/health.ts';
import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { holds, troubleOf } from '../../aws/object-state.ts';
import { at, text } from '../../checks/values.ts';
import { insightsOf, isOfVersions } from './insights.ts';

const MOST_PODS = 10;

/** What is not as it should be once the control plane is new: addons, nodes, pods, and what would keep it from going back. */
export async function brokenSince(aws: Aws, cluster: string, kubectl?: Kubectl): Promise<string[]> {
  const [addons, insights, inside] = await Promise.all([
    readAddons(aws, cluster, '', false, []),
    insightsOf(aws, cluster, 'back'),
    kubectl
      ? brokenInside(kubectl)
      : ["The Kubernetes API can't be used from here: its pods are not looked at."],
  ]);
  // What is newer than the old control plane goes back before it.
  const against = insights.blockers.filter((line) => !isOfVersions(line));
  return [
    ...brokenAddons(addons),
    ...inside,
    ...against.map((line) => `against going back: ${line}`),
  ];
}

async function brokenInside(kubectl: Kubectl): Promise<string[]> {
  const [nodes, pods] = await Promise.all([
    kubectl.json<{ items: unknown[] }>(['get', 'nodes']),
    kubectl.json<{ items: unknown[] }>(['get', 'pods', '-A']),
  ]);
  const broken = pods.items.filter((pod) => !isUp(pod));
  return [
    ...nodes.items
      .filter((node) => !holds(node, 'Ready'))
      .map((node) => `the node ${text(at(node, 'metadata', 'name'))} is not Ready`),
    ...broken
      .slice(0, MOST_PODS)
      .map((pod) => `the pod ${nameOf(pod)} is not ready: ${troubleOf(pod)}`),
    ...(broken.length > MOST_PODS ? [`and ${broken.length - MOST_PODS} more pods`] : []),
  ];
}

function isUp(pod: unknown): boolean {
  return at(pod, 'status', 'phase') === 'Succeeded' || holds(pod, 'Ready');
}

function nameOf(pod: unknown): string {
  return `${text(at(pod, 'metadata', 'namespace'))}/${text(at(pod, 'metadata', 'name'))}`;
}
