import { autoscalerOf } from '../../../checks/capacity/autoscaler.ts';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { readBudgets } from '../../../rehearse/budgets.ts';
import { type LiveNode, type LivePod, readAll } from '../../../rehearse/live.ts';
import { nodeUses } from '../../../rehearse/node-use.ts';
import { type ScaleDown, scaleDowns } from '../../../rehearse/scale-down.ts';
import type { World } from './world.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/kube-system/deployments';

/** What keeps each node, by the autoscaler's rules, from live objects alone: its own flags included. */
export async function liveScaleDowns({ plane, synthesized }: World): Promise<ScaleDown[]> {
  const { api } = plane;
  const group = nodeGroupOf(synthesized);
  if (!group) throw new Error('no node group');
  const deployments = (await readAll<KubeObject>(api, DEPLOYMENTS)).map((deployment) => ({
    ...deployment,
    apiVersion: 'apps/v1',
    kind: 'Deployment',
  }));
  const files = [{ path: 'live', objects: deployments }];
  const { minor } = synthesized;
  return scaleDowns(
    nodeUses(
      await readAll<LiveNode>(api, '/api/v1/nodes'),
      await readAll<LivePod>(api, '/api/v1/pods'),
    ),
    {
      autoscaler: autoscalerOf({ files, prerequisites: [], minor }),
      budgets: await readBudgets(api),
      minor,
      min: group.min,
      each: group.each,
    },
  );
}
