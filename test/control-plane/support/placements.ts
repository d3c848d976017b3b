import { shuffle } from '../../../checks/capacity/shuffle.ts';
import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import { until } from '../../../control-plane/until.ts';
import { type LivePod, nameOf, readAll, isUp } from '../../../scripts/shared/live-objects.ts';
import { demandOfPod } from '../../../scripts/rehearse/live-demand.ts';

const SECONDS = 30;

/** Takes every pod away but the DaemonSets', in an order of its own for each seed, and lets them be placed anew. */
export async function placeAnew({ api }: ControlPlane, seed: number): Promise<void> {
  const pods = (await readAll<LivePod>(api, '/api/v1/pods')).filter(
    (pod) => demandOfPod(pod).owner !== 'DaemonSet',
  );
  const old = new Set(pods.map(uidOf));
  await Promise.all(
    shuffle(pods, seed).map(async (pod) => {
      const { namespace, name, labels, annotations } = pod.metadata;
      const path = `/api/v1/namespaces/${namespace}/pods`;
      await api('DELETE', `${path}/${name}`);
      if (demandOfPod(pod).owner !== 'none') return;
      const { nodeName: _, ...spec } = pod.spec;
      // Under a name of its own: the simulated kubelet takes away a namesake that comes too soon.
      const metadata = {
        name: `${name.replace(/-\d+$/, '')}-${seed}`,
        namespace,
        labels,
        annotations,
      };
      await api('POST', path, { apiVersion: 'v1', kind: 'Pod', metadata, spec });
    }),
  );
  let waiting: string[] = [];
  await until(
    'every pod in its new place',
    SECONDS,
    async () => {
      const present = (await readAll<LivePod>(api, '/api/v1/pods')).filter(
        (pod) => demandOfPod(pod).owner !== 'DaemonSet',
      );
      waiting = present.filter((pod) => !isUp(pod)).map(nameOf);
      return (
        waiting.length === 0 &&
        present.length === pods.length &&
        !present.some((pod) => old.has(uidOf(pod)))
      );
    },
    () => `These wait: ${waiting.join(', ')}.`,
  );
}

function uidOf({ metadata }: LivePod): string {
  return (metadata as LivePod['metadata'] & { uid: string }).uid;
}
