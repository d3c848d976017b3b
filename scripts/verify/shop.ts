import { FRONT_END, SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';
import type { Live, LiveObject } from './live.ts';
import { callItems } from './network.ts';
import { shopPage } from './pages.ts';
import type { Probe } from './probe.ts';
import { isReady, startLine, trouble } from './workload.ts';

const MOST_NAMED = 3;

/** The shop: every workload there and ready, and its front page through a port-forward. */
export async function shopItems(
  folder: string,
  wanted: readonly KubeObject[],
  live: Live,
  probe: Probe,
  resume: string | undefined,
): Promise<Item[]> {
  const apply = `kubectl apply -f ${folder}/apps/1-sock-shop.k8s.yaml`;
  const what = 'SockShop';
  // Somebody's own chart may be in another namespace.
  const workloads = wanted.filter(
    ({ kind, metadata }) =>
      (kind === 'Deployment' || kind === 'StatefulSet') && metadata.namespace === SOCK_SHOP,
  );
  if (!live.has(SOCK_SHOP)) {
    const elsewhere = live.of('Deployment').find(({ metadata }) => metadata.name === FRONT_END.name)
      ?.metadata.namespace;
    return [
      elsewhere
        ? wrong(what, `front-end runs in the namespace ${elsewhere}, not in ${SOCK_SHOP}`, apply)
        : notYet(what, `there is no namespace ${SOCK_SHOP}`, apply),
    ];
  }
  const there: LiveObject[] = [];
  const missing: KubeObject[] = [];
  for (const workload of workloads) {
    const found = live.find(workload.kind, workload.metadata.name, SOCK_SHOP);
    if (found) there.push(found);
    else missing.push(workload);
  }
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
  const unready = there.filter((workload) => !isReady(workload));
  if (unready.length > 0) {
    const named = unready
      .slice(0, MOST_NAMED)
      .map((workload) => `${workload.metadata.name} (${trouble(live, workload)})`);
    const rest = unready.length > MOST_NAMED ? ` and ${unready.length - MOST_NAMED} more` : '';
    return [
      notYet(
        what,
        `${workloads.length - unready.length} of ${workloads.length} are ready; not ${named.join(', ')}${rest}`,
        resume ?? startLine(unready) ?? `kubectl get pods -n ${SOCK_SHOP} --watch`,
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
