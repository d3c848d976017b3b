import type { ClusterConfig } from '../config/schema.ts';
import { LOAD_BALANCER_CONTROLLER } from './cluster-config.ts';
import { loadBalancerControllerChart } from '../tables/images.ts';

/** How the AWS Load Balancer Controller is installed: docs/ingress.md holds the same commands. */
export function albCommands({ name, region }: Pick<ClusterConfig, 'name' | 'region'>): string[] {
  const vpcId = `aws eks describe-cluster --name ${name} --region ${region} --query cluster.resourcesVpcConfig.vpcId --output text`;
  return [
    'helm repo add eks https://aws.github.io/eks-charts',
    [
      `helm upgrade --install ${LOAD_BALANCER_CONTROLLER} eks/aws-load-balancer-controller --version ${loadBalancerControllerChart}`,
      '--namespace kube-system',
      `--set clusterName=${name} --set region=${region}`,
      `--set vpcId="$(${vpcId})"`,
      `--set serviceAccount.create=false --set serviceAccount.name=${LOAD_BALANCER_CONTROLLER}`,
      '--set createIngressClassResource=false',
    ].join(' \\\n  '),
  ];
}
