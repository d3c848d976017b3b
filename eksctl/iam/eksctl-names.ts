import { NODE_GROUP } from '../node-group.ts';
import { clusterStackName, nodeGroupStackName } from '../stack-names.ts';

const LONGEST_ROLE_NAME = 64;
// CloudFormation ends a name that it makes with a dash and up to this many characters.
const RANDOM = 13;

/** The names of the stacks that eksctl makes for a cluster, with a * where it puts others' names in. */
export function stacksOf(cluster: string): readonly string[] {
  return [
    clusterStackName(cluster),
    nodeGroupStackName(cluster, NODE_GROUP),
    `eksctl-${cluster}-addon-*`,
    `eksctl-${cluster}-podidentityrole-*`,
    `eksctl-${cluster}-accessentry-*`,
  ];
}

/** The names of the roles in those stacks: CloudFormation makes them of the stack's, cut to fit, and the resource's. */
export function rolesOf(cluster: string): readonly string[] {
  return [
    roleIn(clusterStackName(cluster), 'ServiceRole'),
    roleIn(nodeGroupStackName(cluster, NODE_GROUP), 'NodeInstanceRole'),
    ...podRolesOf(cluster),
  ];
}

/** The roles among them that pods take on. */
export function podRolesOf(cluster: string): readonly string[] {
  return ['addon', 'podidentityrole'].map((kind) => anyRoleIn(`eksctl-${cluster}-${kind}-`));
}

/** The name that CloudFormation gives a role without one, by its stack and its name in the template. */
export function roleIn(stack: string, logicalId: string): string {
  const short = cut(stack, logicalId);
  return `${short}${short === stack ? '' : '*'}-${logicalId}-*`;
}

function anyRoleIn(stackPrefix: string): string {
  return `${cut(stackPrefix, 'Role1')}*-Role1-*`;
}

function cut(stack: string, logicalId: string): string {
  return stack.slice(0, LONGEST_ROLE_NAME - logicalId.length - RANDOM - 2);
}
