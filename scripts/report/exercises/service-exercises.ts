import { apply, type Exercise, type Place, remove } from './exercise.ts';

const JENKINS = 'jenkins/1-jenkins.k8s.yaml';

/** Exercises 3 to 5: Jenkins by each type of Service. */
export function serviceExercises(place: Place): Exercise[] {
  const { enabled } = place.subject.config.jenkins;
  return [clusterIp, nodePort, loadBalancer].map((exercise) =>
    enabled
      ? exercise(place)
      : { ...exercise(place), steps: [], missing: 'jenkins.enabled is false' },
  );
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
        say: 'Read the password for the first login.',
        commands: [
          `kubectl exec -n ${namespace} jenkins -- cat /var/jenkins_home/secrets/initialAdminPassword`,
        ],
      },
      { say: 'Delete only the Service.', commands: [remove(place, service)] },
    ],
  };
}

function nodePort(place: Place): Exercise {
  const { namespace, name, subject } = place;
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
        say: 'Open the port for your address. Afterwards, close it: the same command, with close in place of open.',
        commands: [`npm run nodeport -- open --cluster ${name}`],
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
