/** How many ranges EKS takes for its public endpoint: a quota that can't be raised. */
export const MOST_API_RANGES = 40;

/** A cluster's node ports: the range that Kubernetes has unless it is told another, as it is on EKS. */
export const LOWEST_NODE_PORT = 30000;
export const HIGHEST_NODE_PORT = 32767;

/** How many inbound rules a security group takes, unless the account's quota was raised. */
export const MOST_GROUP_RULES = 60;

/** How many free addresses EKS needs in each subnet of a cluster (its network requirements, read 2026-11). */
export const fewestSubnetAddresses = 6;

/** For how many days after an upgrade EKS takes a control plane back (its user guide, "rollback-cluster", 2026-07). */
export const rollbackDays = 7;

/** What Service Quotas calls a limit. */
export interface Quota {
  readonly service: 'ec2' | 'elasticloadbalancing' | 'vpc';
  readonly code: string;
  readonly name: string;
}

/** The limits that a cluster may run into, by AWS's own codes. */
export const quotas = {
  vpcs: { service: 'vpc', code: 'L-F678F1CE', name: 'VPCs per Region' },
  addresses: { service: 'ec2', code: 'L-0263D0A3', name: 'EC2-VPC Elastic IPs' },
  onDemand: {
    service: 'ec2',
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
  },
  spot: {
    service: 'ec2',
    code: 'L-34B43A08',
    name: 'All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests',
  },
  network: {
    service: 'elasticloadbalancing',
    code: 'L-69A177A2',
    name: 'Network Load Balancers per Region',
  },
  application: {
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
  },
  classic: {
    service: 'elasticloadbalancing',
    code: 'L-E9E9831D',
    name: 'Classic Load Balancers per Region',
  },
} as const satisfies Record<string, Quota>;

/** AWS's default quota of network load balancers in a region (Elastic Load Balancing, "Quotas for your NLBs"). */
export const MOST_NETWORK_LOAD_BALANCERS = 50;
