import {
  controllerIds,
  type ControllerName,
} from '../../../../checks/references/ingress-controllers.ts';
import { at } from '../../../../checks/values.ts';
import { markup } from '../../../report/html/html.ts';
import { nameOf, readAll } from '../../../rehearse/live.ts';
import { type Ingress, route } from '../../network/ingress.ts';
import { podEnd } from '../../network/pod-end.ts';
import { throughService, type Way } from '../../network/reach.ts';
import { readNetwork } from '../../network/read.ts';
import { type Asked, type Page, type Place, type Shown, shown } from './page.ts';

/** An ingress controller's web server: it leads each request on by the rules of the Ingresses of its class. */
export function ingressPage(name: ControllerName): Page {
  return async (asked, place) => {
    const { api, container } = place;
    const served = await ingressesOf(place, controllerIds[name]);
    const [path = '/'] = asked.path.split('?');
    const routed = route(served, asked.host, path);
    if (!routed) {
      const seen = served.map(nameOf).join(', ') || 'none';
      return failed(
        404,
        'Not Found',
        `no Ingress has a rule for this host and path. It serves ${seen}`,
        place,
      );
    }
    const { ingress, backend } = routed;
    const network = await readNetwork(api);
    const { namespace } = ingress.metadata;
    const service = network.services.find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === backend.service?.name,
    );
    if (!service || !backend.service) {
      const because = `Ingress ${nameOf(ingress)} leads to Service ${backend.service?.name}, which is not there`;
      return failed(502, 'Bad Gateway', because, place);
    }
    const { number, name: port = '' } = backend.service.port;
    const caller = podEnd(container.pod, network.namespaces);
    return onwards(throughService(network, service, number ?? port, caller), asked, place);
  };
}

async function onwards(way: Way, asked: Asked, place: Place): Promise<Shown> {
  if (!way.reached) {
    return way.how === 'silent'
      ? failed(504, 'Gateway Time-out', way.because, place)
      : failed(502, 'Bad Gateway', way.because, place);
  }
  const answer = await place.ask(way.pod, way.port, asked);
  return (
    answer ?? failed(502, 'Bad Gateway', `practice plays no page of ${nameOf(way.pod)}`, place)
  );
}

async function ingressesOf({ api }: Place, controller: string): Promise<Ingress[]> {
  const [classes, ingresses] = await Promise.all([
    readAll(api, '/apis/networking.k8s.io/v1/ingressclasses'),
    readAll<Ingress>(api, '/apis/networking.k8s.io/v1/ingresses'),
  ]);
  const own = classes.filter((one) => at(one, 'spec', 'controller') === controller);
  const names = own.map(({ metadata }) => metadata.name);
  return ingresses.filter(({ spec }) => names.includes(spec.ingressClassName ?? ''));
}

function failed(status: number, title: string, because: string, { container }: Place): Shown {
  const content = markup`<h1>${status} ${title}</h1>
<p class="refused">Because ${because}.</p>`;
  return shown(`${status} ${title}`, content, container, { status });
}
