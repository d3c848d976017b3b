import { AwsError } from '../../aws/aws-error.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { AccountView } from './account.ts';
import { connectionItem } from './connection.ts';
import type { Context } from './context.ts';
import { done, type Item, notChecked, notYet, wrong } from './exercise.ts';
import { isEmptied, resumeLine } from './paused.ts';
import { clusterRoleItem, nodeRoleItem } from './roles.ts';

export const REACH = 'who reaches the API';

/** The cluster and its roles on AWS, who may reach it, and its node group. */
export function clusterItems(
  config: ClusterConfig,
  account: AccountView | AwsError,
  context: Context | undefined,
): Item[] {
  if (account instanceof AwsError) {
    return [notChecked('the cluster, its roles and its node group', account.message, account.fix)];
  }
  const { cluster, nodegroups, roles } = account;
  const { name } = config;
  const what = 'the cluster';
  if (!cluster) {
    return [
      notYet(
        what,
        `EKS has no ${name} in ${config.region}`,
        `npm run up -- --cluster ${name} --only cluster`,
      ),
    ];
  }
  if (cluster.status !== 'ACTIVE') {
    return [
      notYet(what, `${name} is ${cluster.status}`, `npm run status -- --cluster ${name} --wait`),
    ];
  }
  return [
    cluster.version === config.kubernetes
      ? done(what, `${name} is ACTIVE, Kubernetes ${cluster.version}`)
      : wrong(
          what,
          `it runs Kubernetes ${cluster.version}, and clusters/${name}.yaml says ${config.kubernetes}`,
          `npm run upgrade -- --cluster ${name}`,
        ),
    ...(cluster.roleArn ? [clusterRoleItem(roles[cluster.roleArn] ?? 'it was not read')] : []),
    endpoint(config, cluster.resourcesVpcConfig),
    connectionItem(config, cluster.endpoint, context),
    ...nodegroupItems(config, nodegroups, roles),
  ];
}

/** What is said in place of all else, where kubectl's current context is another cluster's; else nothing. */
export function elsewhereItems(
  config: ClusterConfig,
  account: AccountView | AwsError | undefined,
  context: Context | undefined,
): Item[] {
  const view = account instanceof AwsError ? undefined : account;
  const connection = connectionItem(config, view?.cluster?.endpoint, context);
  if (connection.state !== 'wrong') return [];
  return view && !view.cluster ? clusterItems(config, view, context) : [connection];
}

function endpoint(
  { access, name }: ClusterConfig,
  vpc: NonNullable<AccountView['cluster']>['resourcesVpcConfig'],
): Item {
  const what = REACH;
  if (vpc?.endpointPublicAccess === false) return done(what, 'the endpoint is private');
  const open = [...(vpc?.publicAccessCidrs ?? ['0.0.0.0/0'])].sort();
  const extra = open.filter((range) => !access.from.includes(range));
  const missing = access.from.filter((range) => !open.includes(range));
  if (extra.length + missing.length === 0) return done(what, `${open.join(', ')} alone`);
  return wrong(
    what,
    `${open.join(', ')} may, and access.from of clusters/${name}.yaml is ${access.from.join(', ')}`,
    `npm run allow-me -- --cluster ${name} --apply`,
  );
}

function nodegroupItems(
  { nodes, name, region }: ClusterConfig,
  nodegroups: AccountView['nodegroups'],
  roles: AccountView['roles'],
): Item[] {
  const what = 'the node group';
  const [group] = nodegroups;
  if (!group) {
    return [
      notYet(
        what,
        'the cluster has none',
        `eksctl create nodegroup -f dist/${name}/eksctl/cluster.yaml`,
      ),
    ];
  }
  const { minSize, desiredSize, maxSize } = group.scalingConfig ?? {};
  const sizes = `${minSize}/${desiredSize}/${maxSize}`;
  const should = `${nodes.min}/${nodes.desired}/${nodes.max}`;
  const says = `${group.nodegroupName} is ${sizes} (min/desired/max)`;
  const size =
    minSize === nodes.min && maxSize === nodes.max
      ? done(what, says)
      : isEmptied(group)
        ? wrong(what, `${says}, and should be ${should}: it is paused`, resumeLine(name))
        : wrong(
            what,
            `${says}, and should be ${should}`,
            `eksctl scale nodegroup --cluster ${name} --region ${region} --name ${group.nodegroupName} --nodes-min ${nodes.min} --nodes ${nodes.desired} --nodes-max ${nodes.max}`,
          );
  const role = group.nodeRole === undefined ? undefined : roles[group.nodeRole];
  return [size, ...(role === undefined ? [] : [nodeRoleItem(role)])];
}
