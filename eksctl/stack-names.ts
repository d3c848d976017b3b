import { PROJECT } from './tags.ts';

/** The tag by which eksctl marks all stacks of a cluster. */
export const EKSCTL_TAG = 'alpha.eksctl.io/cluster-name';

/** The stack that holds a cluster's control plane and network. */
export function clusterStackName(cluster: string): string {
  return `eksctl-${cluster}-cluster`;
}

/** The stack of a node group. */
export function nodeGroupStackName(cluster: string, group: string): string {
  return `eksctl-${cluster}-nodegroup-${group}`;
}

/** The stack of a ServiceAccount's role. */
export function serviceAccountStackName(
  cluster: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string {
  return `eksctl-${cluster}-addon-iamserviceaccount-${namespace}-${name}`;
}

/** The stack of an addon's role. */
export function addonStackName(cluster: string, addon: string): string {
  return `eksctl-${cluster}-addon-${addon}`;
}

/** Whether eksctl gives a stack of a cluster this name; the cluster's own tag on it is to be asked as well. */
export function isEksctlStackName(name: string, cluster: string): boolean {
  const rest = name.startsWith(`eksctl-${cluster}-`) ? name.slice(`eksctl-${cluster}-`.length) : '';
  return /^(cluster|fargate|karpenter|(nodegroup|addon|podidentityrole|accessentry|capability)-.+)$/.test(
    rest,
  );
}

/** Our own stack of a cluster's launch template. */
export function templateStack(cluster: string): string {
  return `${PROJECT}-${cluster}-nodes`;
}

/** Our own stack of a cluster's own roles. */
export function rolesStack(cluster: string): string {
  return `${PROJECT}-${cluster}-roles`;
}
