import { CONCEPTS } from '../../charts/concepts/names.ts';
import { FRONT_END, SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import { jenkinsNamespace } from '../../layout.ts';
import type { Synthesized } from '../../synthesize.ts';
import { albCommands } from './alb-commands.ts';

/** What to do, and the commands that do it. */
export interface Step {
  readonly say: string;
  readonly commands: readonly string[];
}

/** One exercise of the chapter, for one cluster: README's table and docs/exercises.md hold the same commands. */
export interface Exercise {
  /** Its number in the chapter, where it is one of its exercises. */
  readonly number?: number;
  readonly title: string;
  readonly steps: readonly Step[];
  /** Why this cluster file leaves the exercise out. */
  readonly missing?: string;
}

/** Everything that the exercises' commands are made of. */
interface Place {
  readonly subject: Synthesized;
  readonly folder: string;
  /** `--name sock-shop --region us-west-2` */
  readonly name: string;
  readonly region: string;
  readonly namespace: string;
}

const SHOP = 'apps/1-sock-shop.k8s.yaml';
const SHOP_INGRESS = 'apps/2-sock-shop-ingress.k8s.yaml';
const AUTOSCALER = 'platform/cluster-autoscaler.k8s.yaml';
const CONCEPT = 'exercises/concept-';
const JENKINS = 'jenkins/1-jenkins.k8s.yaml';

/** The chapter's exercises, in its order, with this cluster's names. */
export function exercisesOf(subject: Synthesized): Exercise[] {
  const { name, region } = subject.config;
  const namespace = jenkinsNamespace(subject.config);
  const place = { subject, folder: `dist/${name}`, name, region, namespace };
  return [
    creating(place),
    autoscaling(place),
    serviceExercise(place, clusterIp(place)),
    serviceExercise(place, nodePort(place)),
    serviceExercise(place, loadBalancer(place)),
    ingress(place),
    ...concepts(place),
    cleaningUp(place),
  ];
}

function creating(place: Place): Exercise {
  const { subject, folder, name, region } = place;
  const make: Step[] = subject.clusterConfig
    ? [
        {
          say: 'Make the cluster. It takes 15 to 20 minutes, and eksctl writes your kubeconfig.',
          commands: [`eksctl create cluster -f ${folder}/eksctl/cluster.yaml`],
        },
      ]
    : [
        {
          say: 'The cluster is there already: eksctl isn’t needed. Connect kubectl to it.',
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
        say: `Count the nodes: ${desired}, all Ready. If it hangs, your address has changed: npm run allow-me.`,
        commands: ['kubectl get nodes'],
      },
      ...shop,
    ],
  };
}

function autoscaling(place: Place): Exercise {
  return {
    number: 2,
    title: 'Adding an autoscaler',
    steps: [
      {
        say: 'Start the autoscaler and read what it says.',
        commands: [
          apply(place, AUTOSCALER),
          'kubectl get pods -n kube-system -l app=cluster-autoscaler',
          'kubectl logs -n kube-system deployment/cluster-autoscaler --follow',
        ],
      },
      {
        say: 'Ten minutes after a node has become unneeded, it goes.',
        commands: ['kubectl get nodes --watch'],
      },
    ],
  };
}

function serviceExercise({ subject }: Place, exercise: Exercise): Exercise {
  if (subject.config.jenkins.enabled) return exercise;
  return { ...exercise, steps: [], missing: 'jenkins.enabled is false' };
}

function clusterIp(place: Place): Exercise {
  const { namespace } = place;
  const service = 'exercises/3-service-clusterip.k8s.yaml';
  return {
    number: 3,
    title: 'Create a ClusterIP Service',
    steps: [
      {
        say: 'Start Jenkins and its Service, and open http://localhost:8080.',
        commands: [
          apply(place, JENKINS),
          apply(place, service),
          `kubectl get pod jenkins -n ${namespace} --watch`,
          `kubectl port-forward -n ${namespace} service/jenkins 8080:8080`,
        ],
      },
      {
        say: 'The first login’s password:',
        commands: [
          `kubectl exec -n ${namespace} jenkins -- cat /var/jenkins_home/secrets/initialAdminPassword`,
        ],
      },
      { say: 'Delete only the Service.', commands: [remove(place, service)] },
    ],
  };
}

function nodePort(place: Place): Exercise {
  const { namespace, name, region, subject } = place;
  const service = 'exercises/4-service-nodeport.k8s.yaml';
  const { nodePort: port } = subject.config.jenkins;
  return {
    number: 4,
    title: 'Create a NodePort Service',
    steps: [
      {
        say: `Jenkins answers at port ${port} of any node’s address.`,
        commands: [
          apply(place, service),
          `kubectl get service jenkins -n ${namespace}`,
          'kubectl get nodes --output wide',
        ],
      },
      {
        say: 'Let your address in first, and take it out afterwards with revoke-security-group-ingress.',
        commands: [
          `group=$(aws eks describe-cluster --name ${name} --region ${region} --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)\n` +
            `aws ec2 authorize-security-group-ingress --region ${region} --group-id "$group" --protocol tcp --port ${port} --cidr YOUR.ADDRESS/32`,
        ],
      },
      { say: 'Delete the Service.', commands: [remove(place, service)] },
    ],
  };
}

function loadBalancer(place: Place): Exercise {
  const { namespace, region } = place;
  return {
    number: 5,
    title: 'Create a LoadBalancer Service',
    steps: [
      {
        say: 'Open http://EXTERNAL-IP:8080; the name takes a few minutes to resolve.',
        commands: [
          apply(place, 'exercises/5-service-loadbalancer.k8s.yaml'),
          `kubectl get service jenkins -n ${namespace} --watch`,
          `aws elbv2 describe-load-balancers --region ${region} --query 'LoadBalancers[].DNSName'`,
        ],
      },
      {
        say: 'Delete the namespace, and with it Jenkins and its load balancer.',
        commands: [`kubectl delete namespace ${namespace}`],
      },
    ],
  };
}

function ingress(place: Place): Exercise {
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

// Each concept is one file, or two that follow each other; docs/exercises.md says what to look at.
function concepts(place: Place): Exercise[] {
  const files = place.subject.files.filter(({ path }) => path.startsWith(CONCEPT));
  if (files.length === 0) return [];
  const steps = files.map(({ path, prerequisites = [] }): Step => {
    const name = path
      .slice(CONCEPT.length)
      .replace(/\.k8s\.yaml$/, '')
      .replaceAll('-', ' ');
    return {
      say: sentence(name),
      commands: [apply(place, path), ...prerequisites.map(({ command }) => command)],
    };
  });
  const deletion = {
    say: 'Delete all of them.',
    commands: [`kubectl delete namespace ${CONCEPTS}`],
  };
  return [{ title: 'Concepts, shown working', steps: [...steps, deletion] }];
}

function cleaningUp({ subject, folder, name, region }: Place): Exercise {
  return {
    title: 'Clean up',
    steps: [
      {
        say: 'The load balancers first: with them, the network can’t be deleted.',
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
              say: 'What is left, by the tag that everything carries:',
              commands: [
                `aws resourcegroupstaggingapi get-resources --region ${region} --tag-filters Key=project,Values=eks-sock-shop Key=cluster,Values=${name}`,
              ],
            },
          ]
        : []),
    ],
  };
}

function apply({ folder }: Place, file: string): string {
  return `kubectl apply -f ${folder}/${file}`;
}

function remove({ folder }: Place, file: string): string {
  return `kubectl delete -f ${folder}/${file}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
