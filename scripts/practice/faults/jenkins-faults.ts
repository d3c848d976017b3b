import { at, text } from '../../../checks/values.ts';
import { type Fault, patch, type Scene } from './fault.ts';
import { jenkins, service, serviceFile } from './needs.ts';

const SERVICE = 'service/jenkins';

const changeService = ({ kubectl, place }: Scene, spec: object) =>
  kubectl(patch(SERVICE, place.namespace, { spec }));

const port = (change: object) => ({ name: 'http', protocol: 'TCP', port: 8080, ...change });

// Which of the exercises' files made the Service what it is.
const typeOf = ({ live, place }: Scene) => ({
  type: text(at(live.find('Service', 'jenkins', place.namespace), 'spec', 'type')) ?? '',
});

/** What keeps one from Jenkins. */
export const jenkinsFaults: readonly Fault[] = [
  {
    title: 'The Service of Jenkins selects a label that its pod does not have.',
    exercises: [3, 4, 5],
    symptom: 'Jenkins runs, and its Service does not answer.',
    needs: [jenkins, service()],
    plant: async (scene) => {
      await changeService(scene, { selector: { app: 'jenkin' } });
      return typeOf(scene);
    },
    named: /it selects .*jenkin\b.*, and should select app: jenkins/,
    hints: ({ namespace }) => [
      'The pod is ready. Look at what leads to it.',
      `kubectl describe service jenkins -n ${namespace}: which endpoints does it have?`,
      'Compare its selector with the labels of the pod.',
    ],
    answer: ({ dist }, { type = '' }) => [`kubectl apply -f ${dist}/${serviceFile(type)}`],
  },
  {
    title: 'The Service of Jenkins leads to a port on which nothing listens.',
    exercises: [3, 4, 5],
    symptom: 'Jenkins runs, and its Service refuses every connection.',
    needs: [jenkins, service()],
    plant: async (scene) => {
      const first = at(
        scene.live.find('Service', 'jenkins', scene.place.namespace),
        'spec',
        'ports',
        0,
        'nodePort',
      );
      const nodePort = typeof first === 'number' ? { nodePort: first } : {};
      await changeService(scene, { ports: [port({ targetPort: 8081, ...nodePort })] });
      return typeOf(scene);
    },
    named: /its targetPort is 8081, and should be 8080/,
    hints: ({ namespace }) => [
      'The Service has an endpoint. Look at the port.',
      `kubectl get service jenkins -n ${namespace} -o yaml: port and targetPort are two things.`,
      'The container listens on 8080.',
    ],
    answer: ({ dist }, { type = '' }) => [`kubectl apply -f ${dist}/${serviceFile(type)}`],
  },
  {
    title: 'The pod of Jenkins has another label than the Services select.',
    exercises: [3, 4, 5],
    symptom: 'The Service of Jenkins has lost its pod.',
    needs: [jenkins, service()],
    plant: async ({ kubectl, place }) => {
      const label = ['app=jenkins-old', '--overwrite'];
      await kubectl(['label', 'pod', 'jenkins', '-n', place.namespace, ...label]);
    },
    named: /its label app is jenkins-old/,
    hints: ({ namespace }) => [
      'Pod and Service are both there, and do not know each other.',
      `kubectl get pod jenkins -n ${namespace} --show-labels`,
      'The label app has another value than the selector of the Service.',
    ],
    answer: ({ namespace }) => [
      `kubectl label pod jenkins -n ${namespace} app=jenkins --overwrite`,
    ],
  },
  {
    title: 'The node port is another one.',
    exercises: [4],
    symptom: 'Nothing answers at the node port of the exercise.',
    needs: [jenkins, service('NodePort')],
    plant: async (scene) => {
      const { nodePort } = scene.place;
      const ports = [port({ targetPort: 8080, nodePort: nodePort + 1 })];
      await changeService(scene, { ports });
    },
    named: /the node port: it is \d+, and should be \d+/,
    hints: ({ namespace, nodePort }) => [
      'Is it the port that the exercise names?',
      `kubectl get service jenkins -n ${namespace}: look at the second number of PORT(S).`,
      `It should be ${nodePort}.`,
    ],
    answer: ({ dist }) => [`kubectl apply -f ${dist}/${serviceFile('NodePort')}`],
  },
  {
    title: 'The NetworkPolicy of Jenkins lets nobody in.',
    exercises: [4, 5],
    symptom: 'Jenkins answers through a port-forward, and from outside it does not.',
    needs: [jenkins, service('NodePort', 'LoadBalancer')],
    plant: async ({ kubectl, place }) => {
      await kubectl(patch('networkpolicy/jenkins', place.namespace, { spec: { ingress: [] } }));
    },
    named: /its ingress is restricted by/,
    hints: ({ namespace }) => [
      'A port-forward does not go through what stops the others.',
      `kubectl describe networkpolicies -n ${namespace}`,
      'The policy jenkins has no rule any more that lets somebody in.',
    ],
    answer: ({ dist }) => [`kubectl apply -f ${dist}/jenkins/1-jenkins.k8s.yaml`],
  },
  {
    title: 'The load balancer lets in the whole Internet.',
    exercises: [5],
    symptom: 'Jenkins answers. Who else gets an answer?',
    needs: [jenkins, service('LoadBalancer')],
    plant: async (scene) => {
      await changeService(scene, { loadBalancerSourceRanges: ['0.0.0.0/0'] });
    },
    named: /who reaches the load balancer: 0\.0\.0\.0\/0/,
    hints: ({ namespace }) => [
      'It works, and it is wrong.',
      `kubectl get service jenkins -n ${namespace} -o yaml: who may reach it?`,
      'loadBalancerSourceRanges should be access.from of the cluster file.',
    ],
    answer: ({ dist }) => [`kubectl apply -f ${dist}/${serviceFile('LoadBalancer')}`],
  },
];
