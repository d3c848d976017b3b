import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import { referencesOf } from '../../../scripts/practice/pods/start/references.ts';
import {
  type LiveObject,
  type LivePod,
  nameOf,
  readAll,
} from '../../../scripts/shared/live-objects.ts';
import { settle } from '../../../scripts/rehearse/settle.ts';

/** What doesn't run once nothing changes any more: pods that wait, and workloads that lack pods. */
export async function runningProblems({ api }: ControlPlane): Promise<string[]> {
  const { pending, refused } = await settle(api, () => {});
  return [...pending, ...refused].map(({ object, reason }) => `${object}: ${reason}`);
}

/** What a kubelet would wait for in vain: Secrets and ConfigMaps that pods refer to and nobody has created. */
export async function referenceProblems({ api }: ControlPlane): Promise<string[]> {
  const names = async (path: string) =>
    new Set((await readAll<LiveObject>(api, path)).map((object) => nameOf(object)));
  const present = {
    Secret: await names('/api/v1/secrets'),
    ConfigMap: await names('/api/v1/configmaps'),
    PersistentVolumeClaim: await names('/api/v1/persistentvolumeclaims'),
  };
  const pods = await readAll<LivePod>(api, '/api/v1/pods');
  return pods.flatMap((pod) =>
    referencesOf(pod)
      .filter(({ kind, name }) => !present[kind].has(`${pod.metadata.namespace}/${name}`))
      .map(({ kind, name }) => `${nameOf(pod)}: no ${kind} ${name}`),
  );
}
