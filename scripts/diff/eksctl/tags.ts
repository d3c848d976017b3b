import { quote } from '../../../terminal/shell.ts';
import { awsFlags, type Context, itemOf } from './context.ts';
import { scalingGroup } from './scaling-group.ts';
import { type Move, run, type Taken } from './taken.ts';

/** A tag of the cluster; what eksctl made beside it keeps the tags that it was made with. */
export function tagCluster(context: Context): Taken {
  const arn = `$(aws eks describe-cluster ${awsFlags(context, '--name')} --query cluster.arn --output text)`;
  return run(...tagMoves(context, arn, 'the cluster'));
}

/** A tag of a managed node group and of its Auto Scaling group, where the autoscaler reads it. */
export function tagGroup(context: Context): Taken {
  const name = itemOf(context);
  const arn = `$(aws eks describe-nodegroup ${awsFlags(context)} --nodegroup-name ${quote(name)} --query nodegroup.nodegroupArn --output text)`;
  return run(
    ...tagMoves(context, arn, `the node group ${name}`),
    tagScalingGroup(context, 'the same on its Auto Scaling group'),
  );
}

/** A tag of nodes that eksctl makes without EKS. */
export function tagOwnGroup(context: Context): Taken {
  const { key } = tagOf(context);
  return run(
    tagScalingGroup(context, `the tag ${key} of the Auto Scaling group of ${itemOf(context)}`),
  );
}

function tagScalingGroup(context: Context, what: string): Move {
  const { key, value } = tagOf(context);
  const verb = value === undefined ? 'delete-tags' : 'create-or-update-tags';
  const more = value === undefined ? {} : { Value: value, PropagateAtLaunch: true };
  const tag = { ResourceType: 'auto-scaling-group', Key: key, ...more };
  const rest = quote(`",${JSON.stringify(tag).slice(1)}]`);
  return {
    command: `aws autoscaling ${verb} --region ${quote(context.region)} --tags '[{"ResourceId":"'"${scalingGroup(context)}"${rest}`,
    why: `${what} and on the nodes that it makes from now on`,
  };
}

/** A tag of anything of EKS's. */
export function tagMoves(context: Context, arn: string, what: string): Move[] {
  const { key, value } = tagOf(context);
  const region = quote(context.region);
  if (value === undefined) {
    return [
      {
        command: `aws eks untag-resource --region ${region} --resource-arn "${arn}" --tag-keys ${quote(key)}`,
        why: `removes the tag ${key} from ${what}; eksctl has no command for tags`,
      },
    ];
  }
  return [
    {
      command: `aws eks tag-resource --region ${region} --resource-arn "${arn}" --tags ${quote(JSON.stringify({ [key]: value }))}`,
      why: `the tag ${key} of ${what}; eksctl has no command for tags`,
    },
  ];
}

function tagOf({ change }: Context): { key: string; value: string | undefined } {
  const { path, after } = change;
  return { key: path.at(-1) ?? '', value: after === undefined ? undefined : String(after) };
}
