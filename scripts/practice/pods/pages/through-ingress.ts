import type { Endpoint } from '../../../../checks/network/evaluate.ts';
import { markup } from '../../../report/html/html.ts';
import { nameOf } from '../../../shared/live-objects.ts';
import { type Ingress, route } from '../../../shared/network/ingress.ts';
import { throughService } from '../../../shared/network/reach.ts';
import type { Network } from '../../../shared/network/read.ts';
import { type Asked, type Place, type Shown, shown } from './page.ts';

/** What leads requests on by Ingresses: a pod of a controller, or a load balancer of AWS. */
export interface Router {
  readonly network: Network;
  /** The Ingresses that it serves. */
  readonly served: readonly Ingress[];
  /** As whom it calls the pods. */
  readonly caller: Endpoint;
  /** Where its answers come from on AWS. */
  readonly from: string;
  readonly ask: Place['ask'];
}

/** Leads a request on to the pod that an Ingress means, or answers with what is in the way. */
export async function throughIngress(asked: Asked, router: Router): Promise<Shown> {
  const { network, served, caller, from, ask } = router;
  const [path = '/'] = asked.path.split('?');
  const routed = route(served, asked.host, path);
  if (!routed) {
    const seen = served.map(nameOf).join(', ') || 'none';
    return failed(404, `no Ingress has a rule for this host and path. It serves ${seen}`, from);
  }
  const { ingress, backend } = routed;
  const service = network.services.find(
    ({ metadata }) =>
      metadata.namespace === ingress.metadata.namespace && metadata.name === backend.service?.name,
  );
  if (!service || !backend.service) {
    const missing = `Ingress ${nameOf(ingress)} leads to Service ${backend.service?.name}, which is not there`;
    return failed(502, missing, from);
  }
  const { number, name = '' } = backend.service.port;
  const way = throughService(network, service, number ?? name, caller);
  if (!way.reached) return failed(way.how === 'silent' ? 504 : 502, way.because, from);
  const answer = await ask(way.pod, way.port, asked);
  return answer ?? failed(502, `practice plays no page of ${nameOf(way.pod)}`, from);
}

const titles = { 404: 'Not Found', 502: 'Bad Gateway', 504: 'Gateway Time-out' } as const;

function failed(status: keyof typeof titles, because: string, from: string): Shown {
  const title = `${status} ${titles[status]}`;
  const content = markup`<h1>${title}</h1>
<p class="refused">Because ${because}.</p>`;
  return shown(title, content, from, { status });
}
