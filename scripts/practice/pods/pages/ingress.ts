import {
  controllerIds,
  type ControllerName,
} from '../../../../checks/references/ingress-controllers.ts';
import { podEnd } from '../../../shared/network/pod-end.ts';
import { readNetwork } from '../../../shared/network/read.ts';
import type { Page } from './page.ts';
import { ingressesFor, throughIngress } from './through-ingress.ts';

/** An ingress controller's web server: it leads each request on by the rules of the Ingresses of its class. */
export function ingressPage(name: ControllerName): Page {
  return async (asked, { api, container, ask }) => {
    const served = await ingressesFor(api, controllerIds[name]);
    const { namespaces } = await readNetwork(api);
    const caller = podEnd(container.pod, namespaces);
    return throughIngress(asked, { api, served, caller, from: container.image, ask });
  };
}
