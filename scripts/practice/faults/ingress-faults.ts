import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import { type Fault, patch, type Place } from './fault.ts';
import { theController, theIngress } from './needs.ts';

const needs = [theController, theIngress];
const exercises = [6];
const apply = ({ dist }: Place) => [`kubectl apply -f ${dist}/apps/2-sock-shop-ingress.k8s.yaml`];
const INGRESS = 'ingress/sock-shop-ingress';

/** What keeps the Ingress from the shop. */
export const ingressFaults: readonly Fault[] = [
  {
    title: 'The Ingress names no class, so no controller serves it.',
    exercises,
    symptom: 'The address of the Ingress answers 404.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(patch(INGRESS, SOCK_SHOP, { spec: { ingressClassName: null } }));
    },
    named: /ingressClassName is missing/,
    hints: () => [
      'Somebody answers, and does not know this Ingress.',
      'kubectl get ingress -n sock-shop: look at the column CLASS.',
      'spec.ingressClassName is missing.',
    ],
    answer: apply,
  },
  {
    title: 'The Ingress names a class that does not exist.',
    exercises,
    symptom: 'The address of the Ingress answers 404, though it has a class.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(patch(INGRESS, SOCK_SHOP, { spec: { ingressClassName: 'ngnix' } }));
    },
    named: /ingressClassName is ngnix/,
    hints: () => [
      'It names a class. Whose?',
      'kubectl get ingressclasses',
      'Compare the name letter by letter.',
    ],
    answer: apply,
  },
  {
    title: 'The Ingress leads to another Service than the front end.',
    exercises,
    symptom: 'The address of the Ingress does not show the shop.',
    needs,
    plant: async ({ kubectl }) => {
      const backend = { service: { name: 'catalogue', port: { number: 80 } } };
      const rules = [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }];
      await kubectl(patch(INGRESS, SOCK_SHOP, { spec: { rules } }));
    },
    named: /it leads to catalogue:80, and should lead to front-end:80/,
    hints: () => [
      'The class is right. Where does it lead?',
      'kubectl describe ingress -n sock-shop: look at Backends.',
      'The shop’s page comes from the Service front-end.',
    ],
    answer: apply,
  },
  {
    title: 'The ingress controller has no pod.',
    exercises,
    symptom: 'The address of the Ingress refuses every connection.',
    needs,
    plant: async ({ kubectl }) => {
      const controller = ['deployment/nginx-ingress', '-n', 'nginx-ingress'];
      await kubectl(['scale', ...controller, '--replicas=0']);
    },
    named: /the ingress controller: it is not ready: scaled to 0/,
    hints: () => [
      'The Ingress is right. Who serves it?',
      'kubectl get pods -n nginx-ingress',
      'Its Deployment is scaled to 0.',
    ],
    answer: ({ dist }) => [
      `kubectl apply -f ${dist}/platform/ingress-controller.k8s.yaml`,
      'kubectl scale deployment/nginx-ingress -n nginx-ingress --replicas=1',
      'kubectl rollout status deployment/nginx-ingress -n nginx-ingress --timeout=60s',
    ],
  },
];
