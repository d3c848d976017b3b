import { FRONT_END, SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import { controlPlaneLogGroup } from '../../../eksctl/log-groups.ts';
import { apply, type Exercise, type Place, sentence, type Step } from './exercise.ts';

const SHOP = 'apps/1-sock-shop.k8s.yaml';
const AUTOSCALER = 'platform/cluster-autoscaler.k8s.yaml';

/** Exercise 1: the cluster, and the shop on it. */
export function creating(place: Place): Exercise {
  const { subject, folder, name, region } = place;
  const make: Step[] = subject.clusterConfig
    ? [
        {
          say: 'Create the cluster. It takes 15 to 20 minutes, and eksctl writes your kubeconfig.',
          commands: [`eksctl create cluster -f ${folder}/eksctl/cluster.yaml`],
        },
      ]
    : [
        {
          say: 'The cluster exists already. Connect kubectl to it.',
          commands: [`aws eks update-kubeconfig --name ${name} --region ${region}`],
        },
      ];
  const shop: Step[] = subject.config.sockShop.enabled
    ? [
        {
          say: 'Put the shop on it. The Java services take a few minutes to be ready.',
          commands: [apply(place, SHOP)],
        },
        ...subject.prerequisites.map(({ reason, command }): Step => ({
          say: sentence(reason),
          commands: [command],
        })),
        {
          say: 'Watch the pods become ready.',
          commands: [`kubectl get pods -n ${SOCK_SHOP} --watch`],
        },
        {
          say: 'Look at it on http://localhost:8080.',
          commands: [
            `kubectl port-forward -n ${SOCK_SHOP} service/${FRONT_END.name} 8080:${FRONT_END.servicePort}`,
          ],
        },
      ]
    : [];
  const { desired } = subject.config.nodes;
  return {
    number: 1,
    title: 'Creating an EKS cluster',
    steps: [
      ...make,
      {
        say: `Count the nodes: ${desired}, all Ready. If it hangs, your address has changed: npm run allow-me -- --apply.`,
        commands: ['kubectl get nodes'],
      },
      ...shop,
    ],
  };
}

/** Exercise 2. */
export function autoscaling(place: Place): Exercise {
  return {
    number: 2,
    title: 'Adding an autoscaler',
    steps: [
      {
        say: 'Start the autoscaler and read its log.',
        commands: [
          apply(place, AUTOSCALER),
          'kubectl get pods -n kube-system -l app=cluster-autoscaler',
          'kubectl logs -n kube-system deployment/cluster-autoscaler --follow',
        ],
      },
      {
        say: 'When a node has not been needed for ten minutes, the autoscaler removes it.',
        commands: ['kubectl get nodes --watch'],
      },
    ],
  };
}

/** What takes everything away again. */
export function cleaningUp({ subject, folder, name, region }: Place): Exercise {
  const logsLeft = {
    say: 'The control plane’s log stays. EKS made its log group, which has no tag.',
    commands: [
      `aws logs delete-log-group --region ${region} --log-group-name ${controlPlaneLogGroup(name)}`,
    ],
  };
  return {
    title: 'Clean up',
    steps: [
      {
        say: 'Delete the load balancers first. Otherwise the network cannot be deleted.',
        commands: [
          'kubectl delete ingress,service -A --field-selector metadata.namespace!=kube-system,metadata.name!=kubernetes',
        ],
      },
      ...(subject.clusterConfig
        ? [
            {
              say: 'Then the cluster.',
              commands: [
                `eksctl delete cluster -f ${folder}/eksctl/cluster.yaml --disable-nodegroup-eviction --wait`,
              ],
            },
            {
              say: 'Look for what is left. Everything has these tags.',
              commands: [
                `aws resourcegroupstaggingapi get-resources --region ${region} --tag-filters Key=project,Values=eks-sock-shop Key=cluster,Values=${name}`,
              ],
            },
            ...(subject.config.logs.types.length > 0 ? [logsLeft] : []),
          ]
        : []),
    ],
  };
}
