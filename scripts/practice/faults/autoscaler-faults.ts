import { AUTOSCALER, AUTOSCALER_NAMESPACE } from '../../../charts/cluster-autoscaler/names.ts';
import { ROLE_ANNOTATION } from '../../../eksctl/service-account.ts';
import { autoscalerImage } from '../../../tables/images.ts';
import type { Fault } from './fault.ts';
import { theAutoscaler } from './needs.ts';

const needs = [theAutoscaler];
const exercises = [2];
const account = ['serviceaccount', AUTOSCALER, '-n', AUTOSCALER_NAMESPACE];

/** What breaks the autoscaler. */
export const autoscalerFaults: readonly Fault[] = [
  {
    title: 'The ServiceAccount of the autoscaler is gone, so no pod of it can be made.',
    exercises,
    symptom: 'The autoscaler does not start again.',
    needs,
    plant: async ({ kubectl, live }) => {
      const found = live.find('ServiceAccount', AUTOSCALER, AUTOSCALER_NAMESPACE);
      await kubectl(['delete', ...account]);
      const pods = ['-n', AUTOSCALER_NAMESPACE, '-l', `app=${AUTOSCALER}`, '--wait=false'];
      await kubectl(['delete', 'pod', ...pods]);
      return { role: found?.metadata.annotations?.[ROLE_ANNOTATION] ?? '' };
    },
    named: /there is no ServiceAccount cluster-autoscaler/,
    hints: () => [
      'The Deployment is there, and it has no pod.',
      'kubectl get events -n kube-system --sort-by=.lastTimestamp says what its ReplicaSet lacks.',
      'The ServiceAccount cluster-autoscaler is missing. It carried the ARN of a role.',
    ],
    answer: (_, { role }) => [
      `kubectl create ${account.join(' ')}`,
      `kubectl annotate ${account.join(' ')} ${ROLE_ANNOTATION}=${role}`,
      `kubectl rollout restart deployment/${AUTOSCALER} -n ${AUTOSCALER_NAMESPACE}`,
      `kubectl rollout status deployment/${AUTOSCALER} -n ${AUTOSCALER_NAMESPACE} --timeout=60s`,
    ],
  },
  {
    title: 'The ServiceAccount of the autoscaler does not name its role any more.',
    exercises,
    symptom: 'AWS would refuse every call of the autoscaler.',
    needs,
    plant: async ({ kubectl, live }) => {
      const found = live.find('ServiceAccount', AUTOSCALER, AUTOSCALER_NAMESPACE);
      await kubectl(['annotate', ...account, `${ROLE_ANNOTATION}-`]);
      return { role: found?.metadata.annotations?.[ROLE_ANNOTATION] ?? '' };
    },
    named: /has no eks\.amazonaws\.com\/role-arn/,
    hints: () => [
      'It runs. With whose rights?',
      'kubectl get serviceaccount cluster-autoscaler -n kube-system -o yaml',
      `The annotation ${ROLE_ANNOTATION} is missing.`,
    ],
    answer: (_, { role }) => [`kubectl annotate ${account.join(' ')} ${ROLE_ANNOTATION}=${role}`],
  },
  {
    title: 'The autoscaler is one for another minor version of Kubernetes.',
    exercises,
    symptom: 'The autoscaler was changed, and is not the one for this cluster.',
    needs,
    plant: async ({ kubectl }) => {
      const image = `${AUTOSCALER}=${autoscalerImage}:v1.30.0`;
      await kubectl([
        'set',
        'image',
        `deployment/${AUTOSCALER}`,
        '-n',
        AUTOSCALER_NAMESPACE,
        image,
      ]);
    },
    named: /is not \d+\.\d+, which is for the cluster's/,
    hints: () => [
      'Its version belongs to the version of the cluster.',
      'kubectl get deployment cluster-autoscaler -n kube-system -o wide shows its image.',
      'The minor version of its tag is not the one in dist/.',
    ],
    answer: ({ dist }) => [
      `kubectl apply -f ${dist}/platform/cluster-autoscaler.k8s.yaml`,
      `kubectl rollout status deployment/${AUTOSCALER} -n ${AUTOSCALER_NAMESPACE} --timeout=60s`,
    ],
  },
];
