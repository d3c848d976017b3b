/** Who EKS lets into a cluster, and what it gives them. */
export interface AccessEntry {
  readonly principal: string;
  /** STANDARD for people; others are of nodes and of EKS itself. */
  readonly type: string;
  readonly groups: readonly string[];
  /** EKS's access policies, as `AmazonEKSClusterAdminPolicy` or `AmazonEKSViewPolicy in dev-bc-svc`. */
  readonly policies: readonly string[];
}

/** An access entry with all that EKS says of it. */
export interface ReadEntry extends AccessEntry {
  readonly associated: readonly Associated[];
  readonly username?: string;
}

/** An access policy, and where it holds. */
export interface Associated {
  readonly policyARN: string;
  readonly accessScope: Scope;
}

const CLUSTER_ADMIN = 'AmazonEKSClusterAdminPolicy';

interface Scope {
  readonly type?: string;
  readonly namespaces?: readonly string[];
}

/** Whether an entry gives everything in the cluster. */
export function isAdmin({ policies }: AccessEntry): boolean {
  return policies.includes(CLUSTER_ADMIN);
}

/** Whether an entry is one that EKS, or another service of AWS, made for itself. */
export function isOfAws({ principal }: AccessEntry): boolean {
  return /\/aws-service-role\/|:role\/AWSServiceRoleFor/.test(principal);
}

/** An access policy and where it holds, in words. */
export function policyWords(arn: string, { type, namespaces = [] }: Scope = {}): string {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return type === 'namespace' ? `${name} in ${[...namespaces].sort().join(', ')}` : name;
}

/** What an entry gives, in words. */
export function giftOf({ type, groups, policies }: AccessEntry): string {
  if (type !== 'STANDARD') return type;
  return [...policies, ...groups.map((group) => `group ${group}`)].join(', ') || 'nothing';
}
