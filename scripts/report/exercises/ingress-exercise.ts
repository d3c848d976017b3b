import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import { albCommands } from '../../../eksctl/alb-commands.ts';
import { apply, type Exercise, type Place } from './exercise.ts';

const SHOP_INGRESS = 'apps/2-sock-shop-ingress.k8s.yaml';

/** Exercise 6. */
export function ingress(place: Place): Exercise {
  const heading = { number: 6, title: 'Adding an Ingress and its controller' };
  const { controller } = place.subject.config.ingress;
  if (controller === 'none')
    return { ...heading, steps: [], missing: 'ingress.controller is none' };
  const isAlb = controller === 'alb';
  const platform = `platform/${isAlb ? 'ingress-class' : 'ingress-controller'}.k8s.yaml`;
  const shop = place.subject.config.sockShop.enabled;
  return {
    ...heading,
    steps: [
      ...(isAlb
        ? [
            {
              say: 'Install the AWS Load Balancer Controller.',
              commands: albCommands(place.subject.config),
            },
          ]
        : []),
      {
        say: shop
          ? 'Open http://ADDRESS: the shop, without a port-forward.'
          : 'There is no shop here, so there is no Ingress: only its controller.',
        commands: [
          apply(place, platform),
          ...(shop ? [apply(place, SHOP_INGRESS), `kubectl get ingress -n ${SOCK_SHOP}`] : []),
        ],
      },
    ],
  };
}
