import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import { type Fault } from './fault.ts';
import { theShop } from './needs.ts';

const needs = [theShop];
const exercises = [1];
const NEIGHBOUR = 'batch';

// As many as there can be nodes, each with most of a node, and more important than the shop.
function neighbour(replicas: number): string {
  const labels = { app: NEIGHBOUR };
  const requests = { cpu: '1500m' };
  const container = { name: NEIGHBOUR, image: 'busybox:1.37', resources: { requests } };
  const items = [
    {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: NEIGHBOUR },
      value: 1000,
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: NEIGHBOUR, namespace: 'default' },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { priorityClassName: NEIGHBOUR, containers: [container] },
        },
      },
    },
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

const deleteFrontEnd = ['delete', 'pod', '-n', SOCK_SHOP, '-l', 'name=front-end', '--wait=false'];

/** What keeps pods from the nodes. */
export const nodeFaults: readonly Fault[] = [
  {
    title: 'Somebody has cordoned all nodes, and a pod of the front end had to start again.',
    exercises,
    symptom: 'The front end waits for a node.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(['cordon', '--selector', 'kubernetes.io/os=linux']);
      await kubectl(deleteFrontEnd);
    },
    named: /is cordoned/,
    hints: () => [
      'A pod waits. Why does no node take it?',
      'kubectl get nodes: look at the column STATUS.',
      'SchedulingDisabled means that the node is cordoned.',
    ],
    answer: () => ['kubectl uncordon --selector kubernetes.io/os=linux'],
  },
  {
    title: 'All nodes have a taint, and a pod of the front end had to start again.',
    exercises,
    symptom: 'The front end waits for a node, though all nodes are Ready.',
    needs,
    plant: async ({ kubectl }) => {
      await kubectl(['taint', 'nodes', '--all', 'maintenance=tonight:NoSchedule']);
      await kubectl(deleteFrontEnd);
    },
    named: /untolerated taint/,
    hints: () => [
      'A pod waits. Why does no node take it?',
      'kubectl describe pod -n sock-shop -l name=front-end shows what the scheduler says.',
      'kubectl describe nodes shows a taint that the pods do not tolerate.',
    ],
    answer: () => ['kubectl taint nodes --all maintenance-'],
  },
  {
    title: 'The nodes are full: other pods with a higher priority took the place of the shop.',
    exercises,
    symptom: 'Several programs of the shop have stopped.',
    needs,
    plant: async ({ kubectl, place }) => {
      await kubectl(['apply', '-f', '-'], neighbour(place.nodes.max));
    },
    named: /Insufficient cpu/,
    hints: () => [
      'Pods of the shop wait for a node, and they ran before.',
      'kubectl get events -n sock-shop --sort-by=.lastTimestamp: who took their place?',
      'A Deployment in the namespace default requests most of each node, with a PriorityClass.',
    ],
    answer: () => [
      `kubectl delete deployment ${NEIGHBOUR} -n default`,
      `kubectl delete priorityclass ${NEIGHBOUR}`,
    ],
  },
];
