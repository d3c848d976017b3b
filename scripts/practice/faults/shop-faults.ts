import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import { images } from '../../../tables/images.ts';
import { type Fault, patch, type Place } from './fault.ts';
import { theShop } from './needs.ts';

const needs = [theShop];
const exercises = [1];
const apply = ({ dist }: Place) => [`kubectl apply -f ${dist}/apps/1-sock-shop.k8s.yaml`];

/** What breaks the shop. */
export const shopFaults: readonly Fault[] = [
  {
    title: 'The Service of the catalogue selects a label that no pod has.',
    exercises,
    symptom: 'The shop shows no socks.',
    needs,
    plant: async ({ kubectl }) => {
      const spec = { selector: { name: 'catalog' } };
      await kubectl(patch('service/catalogue', SOCK_SHOP, { spec }));
    },
    named: /does not reach catalogue: Service sock-shop\/catalogue selects/,
    hints: () => [
      'All pods run. Look at what is between them.',
      'kubectl get endpointslices -n sock-shop shows which Service has no pod behind it.',
      'Compare kubectl get service catalogue -n sock-shop -o yaml with the labels of its pods.',
    ],
    answer: apply,
  },
  {
    title: 'The NetworkPolicy of the carts lets nobody in.',
    exercises,
    symptom: 'Nothing can be put into the cart.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(patch('networkpolicy/carts', SOCK_SHOP, { spec: { ingress: [] } }));
    },
    named: /does not reach carts: its ingress is restricted/,
    hints: () => [
      'The Service of the carts has its endpoints. Something else stops the calls.',
      'kubectl describe networkpolicies -n sock-shop shows who lets whom in.',
      'The policy carts has no rule any more that lets somebody in.',
    ],
    answer: apply,
  },
  {
    title: 'The policy by which the pods may look up names is gone.',
    exercises,
    symptom: 'No program of the shop finds another one.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(['delete', 'networkpolicy', 'dns', '-n', SOCK_SHOP]);
    },
    named: /may not ask the cluster's DNS/,
    hints: () => [
      'Every call begins with a name.',
      'kubectl get networkpolicies -n sock-shop: which one lets pods look up names?',
      'The policy dns is missing, and default-deny forbids the rest.',
    ],
    answer: apply,
  },
  {
    title: 'The image of the orders has a tag that does not exist.',
    exercises,
    symptom: 'A new version of the orders does not get ready.',
    needs,
    plant: async ({ kubectl }) => {
      const image = `orders=${images.orders}x`;
      await kubectl(['set', 'image', 'deployment/orders', '-n', SOCK_SHOP, image]);
    },
    named: /orders \(ImagePullBackOff/,
    hints: () => [
      'Look at the pods of the shop: one is not ready.',
      'kubectl describe pod -n sock-shop -l name=orders shows why at its end.',
      'Compare the tag of the image with the one in dist/.',
    ],
    answer: apply,
  },
  {
    title: 'The payment has no pod: somebody scaled it to 0.',
    exercises,
    symptom: 'Nobody can pay.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(['scale', 'deployment/payment', '-n', SOCK_SHOP, '--replicas=0']);
    },
    named: /payment \(scaled to 0\)/,
    hints: () => [
      'Count the Deployments of the shop and their pods.',
      'kubectl get deployments -n sock-shop: one is 0/0.',
      'payment is scaled to 0.',
    ],
    answer: () => ['kubectl scale deployment/payment -n sock-shop --replicas=1'],
  },
  {
    title: 'The front end asks for more CPU than any node has.',
    exercises,
    symptom: 'A new version of the front end stays Pending.',
    needs,
    plant: async ({ kubectl }) => {
      const resources = ['--requests=cpu=8', '--limits=cpu=8'];
      await kubectl(['set', 'resources', 'deployment/front-end', '-n', SOCK_SHOP, ...resources]);
    },
    named: /front-end \([^)]*Insufficient cpu/,
    hints: () => [
      'One pod has no node.',
      'kubectl describe pod -n sock-shop -l name=front-end shows what the scheduler says.',
      'Compare what it requests with what kubectl describe nodes shows as Allocatable.',
    ],
    answer: apply,
  },
];
