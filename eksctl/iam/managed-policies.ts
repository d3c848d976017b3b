import type { ClusterConfig } from '../../config/schema.ts';
import { isPersistent } from '../../config/zones.ts';
import { addonPolicies } from '../../tables/addons.ts';
import { arnsIn } from './arns.ts';

/** AWS's policies for the control plane's role. */
export const clusterPolicies = [
  'AmazonEKSClusterPolicy',
  'AmazonEKSVPCResourceController',
] as const;

/** AWS's policies for the nodes' role; the network plugin has a role of its own. */
export const nodePolicies = [
  'AmazonEKSWorkerNodePolicy',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonSSMManagedInstanceCore',
] as const;

/** AWS's policies that some role of the cluster has, by ARN. */
export function managedPoliciesOf(config: ClusterConfig): string[] {
  const hasDisks =
    isPersistent(config) || config.addons.some(({ name }) => name === 'aws-ebs-csi-driver');
  return [
    ...clusterPolicies,
    ...nodePolicies,
    'AmazonEKS_CNI_Policy',
    ...(hasDisks ? ['service-role/AmazonEBSCSIDriverPolicy'] : []),
    ...config.addons.flatMap(({ name }) => addonPolicies[name] ?? []),
  ].map((name) => arnsIn(config.region).awsPolicy(name));
}
