import {
  controllerIds,
  type ControllerName,
} from '../../../../checks/references/ingress-controllers.ts';
import { readIngresses } from '../../../shared/network/ingress.ts';
import { podEnd } from '../../../shared/network/pod-end.ts';
import { readNetwork } from '../../../shared/network/read.ts';
import type { Page } from './page.ts';
import { throughIngress } from './through-ingress.ts';

/** An ingress controller's web server: it leads each request on by the rules of the Ingresses of its class. */
export function ingressPage(name: ControllerName): Page {
  return async (asked, { api, container, ask }) => {
    const [ingresses, network] = await Promise.all([readIngresses(api), readNetwork(api)]);
    const served = ingresses.servedBy(controllerIds[name]);
    const caller = podEnd(container.pod, network.namespaces);
    return throughIngress(asked, { network, served, caller, from: container.image, ask });
  };
}
