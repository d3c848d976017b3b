import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  type LoadBalancer,
  loadBalancerAnnotations,
  loadBalancerSpec,
} from '../common/load-balancer.ts';
import { JENKINS_PORT, jenkinsLabels } from './names.ts';

export type JenkinsServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

export interface JenkinsServiceProps {
  readonly namespace: string;
  readonly type: JenkinsServiceType;
  readonly nodePort: number;
  /** Whether a load balancer keeps to that port too, rather than to one that Kubernetes picks. */
  readonly balancedOnNodePort?: boolean;
  readonly loadBalancer: LoadBalancer;
}

/** One Service named `jenkins`: applying another type changes it in place, deleting it deletes only it. */
export class JenkinsService extends Chart {
  constructor(
    scope: Construct,
    id: string,
    { namespace, type, nodePort, balancedOnNodePort, loadBalancer }: JenkinsServiceProps,
  ) {
    super(scope, id);
    const balanced = type === 'LoadBalancer';
    new k8s.KubeService(this, 'service', {
      metadata: {
        name: 'jenkins',
        namespace,
        labels: jenkinsLabels,
        ...(balanced && { annotations: loadBalancerAnnotations(loadBalancer) }),
      },
      spec: {
        ...(balanced ? loadBalancerSpec(loadBalancer) : { type }),
        selector: { app: jenkinsLabels.app },
        ports: [
          {
            name: 'http',
            protocol: 'TCP',
            port: JENKINS_PORT,
            targetPort: k8s.IntOrString.fromNumber(JENKINS_PORT),
            ...((type === 'NodePort' || (balanced && balancedOnNodePort)) && { nodePort }),
          },
        ],
      },
    });
  }
}
