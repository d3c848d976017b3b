import { PROJECT } from '../eksctl/tags.ts';

/** The CloudFormation stack of a cluster's launch template. */
export function templateStack(cluster: string): string {
  return `${PROJECT}-${cluster}-nodes`;
}

/** The CloudFormation stack of a cluster's own roles. */
export function rolesStack(cluster: string): string {
  return `${PROJECT}-${cluster}-roles`;
}
