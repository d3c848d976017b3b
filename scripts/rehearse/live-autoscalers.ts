import { type Autoscaler, autoscalerOf } from '../../checks/capacity/autoscaler.ts';
import { autoscalersOf } from '../../checks/autoscaler/autoscalers.ts';
import { at } from '../../checks/values.ts';
import type { ApiRequest } from '../../control-plane/control-plane.ts';
import type { KubeObject } from '../../output/manifest.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { readAll } from '../shared/live-objects.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/kube-system/deployments';

/** A cluster-autoscaler, as its Deployment is now. */
export interface LiveAutoscaler {
  /** How it was told to shrink the cluster. */
  readonly rules: Autoscaler;
  /** Its command's words. */
  readonly words: readonly string[];
  readonly serviceAccount: string;
  readonly isReady: boolean;
}

/** The autoscalers that a cluster has. */
export async function liveAutoscalers(
  api: ApiRequest,
  minor: KubernetesVersion,
): Promise<LiveAutoscaler[]> {
  const deployments = await readAll<KubeObject & { metadata: { name: string } }>(api, DEPLOYMENTS);
  return deployments.flatMap((one) => {
    // In a list, objects don't say what they are.
    const deployment = { ...one, apiVersion: 'apps/v1', kind: 'Deployment' };
    const subject = { files: [{ path: 'live', objects: [deployment] }], prerequisites: [], minor };
    const rules = autoscalerOf(subject);
    const [found] = autoscalersOf(subject);
    if (!rules || !found) return [];
    return {
      rules,
      words: found.words.map(({ word }) => word),
      serviceAccount: found.serviceAccount,
      isReady: Number(at(deployment, 'status', 'readyReplicas') ?? 0) > 0,
    };
  });
}
