import { at } from '../../checks/values.ts';
import { FRONT_END, SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';
import { troubleOf } from '../../aws/object-state.ts';
import { type Live, type LiveObject, selects } from './live.ts';
import { callItems } from './network.ts';
import { shopPage } from './pages.ts';
import type { Probe } from './probe.ts';

const MOST_NAMED = 3;

/** The shop: every workload there and ready, and its front page through a port-forward. */
export async function shopItems(
  folder: string,
  wanted: readonly KubeObject[],
  live: Live,
  probe: Probe,
): Promise<Item[]> {
  const apply = `kubectl apply -f ${folder}/apps/1-sock-shop.k8s.yaml`;
  const what = 'SockShop';
  const workloads = wanted.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  if (!live.has(SOCK_SHOP)) {
    const elsewhere = live.of('Deployment').find(({ metadata }) => metadata.name === FRONT_END.name)
      ?.metadata.namespace;
    return [
      elsewhere
        ? wrong(what, `front-end runs in the namespace ${elsewhere}, not in ${SOCK_SHOP}`, apply)
        : notYet(what, `there is no namespace ${SOCK_SHOP}`, apply),
    ];
  }
  const missing = workloads.filter(({ kind, metadata }) => !found(live, kind, metadata.name));
  if (missing.length > 0) {
    const names = missing.map(({ metadata }) => metadata.name);
    return [
      notYet(
        what,
        `${names.length} of ${workloads.length} are missing: ${names.join(', ')}`,
        apply,
      ),
    ];
  }
  const unready = workloads.flatMap(({ kind, metadata }) => {
    const workload = found(live, kind, metadata.name);
    return workload && isReady(workload) ? [] : [`${metadata.name} (${trouble(live, workload)})`];
  });
  if (unready.length > 0) {
    const rest = unready.length > MOST_NAMED ? ` and ${unready.length - MOST_NAMED} more` : '';
    return [
      notYet(
        what,
        `${workloads.length - unready.length} of ${workloads.length} are ready; not ${unready.slice(0, MOST_NAMED).join(', ')}${rest}`,
        `kubectl get pods -n ${SOCK_SHOP} --watch`,
      ),
    ];
  }
  const ready = done(what, `all ${workloads.length} workloads in ${SOCK_SHOP} are ready`);
  const { name, servicePort } = FRONT_END;
  const to = { namespace: SOCK_SHOP, service: name, port: servicePort, path: '/' };
  const { answered, says } = await probe.portForward(to, shopPage);
  const through = 'the shop through a port-forward';
  return [
    ready,
    answered
      ? done(through, says)
      : notYet(
          through,
          says,
          `kubectl port-forward -n ${SOCK_SHOP} service/${name} 8080:${servicePort}`,
        ),
    ...callItems(live, apply),
  ];
}

function found(live: Live, kind: string, name: string): LiveObject | undefined {
  return live.find(kind, name, SOCK_SHOP);
}

/** Whether all of a workload's pods are ready, and are of its newest form. */
export function isReady(workload: LiveObject): boolean {
  const wanted = at(workload, 'spec', 'replicas') ?? 1;
  const observed = at(workload, 'status', 'observedGeneration');
  const generation = at(workload, 'metadata', 'generation');
  return (
    wanted !== 0 &&
    at(workload, 'status', 'readyReplicas') === wanted &&
    at(workload, 'status', 'updatedReplicas') === wanted &&
    (generation === undefined || observed === generation)
  );
}

/** Why a workload isn't ready: what its first pod in trouble says. */
export function trouble(live: Live, workload: LiveObject | undefined): string {
  if (!workload) return 'missing';
  if (at(workload, 'spec', 'replicas') === 0) return 'scaled to 0';
  const selector = at(workload, 'spec', 'selector', 'matchLabels');
  const pods = live.of('Pod', workload.metadata.namespace).filter((pod) => selects(selector, pod));
  const pod = pods.find((each) => troubleOf(each) !== 'Running') ?? pods[0];
  return pod ? troubleOf(pod) : 'no pod yet';
}
