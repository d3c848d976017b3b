import type { ClusterConfig } from '../../../config/schema.ts';
import { nodePolicies } from '../../../eksctl/iam/managed-policies.ts';
import { domainOf, partitionOf } from '../../../tables/regions.ts';

/** A role that the cluster file brings. */
export interface Brought {
  readonly key: 'roles.cluster' | 'roles.node';
  readonly arn: string;
  /** The service that takes the role on. */
  readonly service: string;
  /** AWS's policies without which it is of no use. */
  readonly policies: readonly string[];
}

/** The roles that a cluster file brings, and what each is for. */
export function broughtOf({ roles: { cluster, node }, region }: ClusterConfig): Brought[] {
  const domain = domainOf(partitionOf(region));
  const brought: (Omit<Brought, 'arn'> & { readonly arn: string | null })[] = [
    {
      key: 'roles.cluster',
      arn: cluster,
      service: 'eks.amazonaws.com',
      policies: ['AmazonEKSClusterPolicy'],
    },
    {
      key: 'roles.node',
      arn: node,
      service: `ec2.${domain}`,
      // Session Manager is a convenience; a node works without.
      policies: nodePolicies.filter((name) => name !== 'AmazonSSMManagedInstanceCore'),
    },
  ];
  return brought.flatMap(({ arn, ...rest }) => (arn ? [{ ...rest, arn }] : []));
}
