import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { awsFlags, type Context, itemOf } from './context.ts';

/** A tag of the cluster; what eksctl made beside it keeps the tags that it was made with. */
export function tagCluster(context: Context): Step[] {
  const arn = `$(aws eks describe-cluster ${awsFlags(context, '--name')} --query cluster.arn --output text)`;
  return tagResource(context, arn, 'the cluster');
}

/** A tag of a node group and of its Auto Scaling group, where the autoscaler reads it. */
export function tagGroup(context: Context): Step[] {
  const name = itemOf(context);
  const describe = `aws eks describe-nodegroup ${awsFlags(context)} --nodegroup-name ${quote(name)}`;
  const arn = `$(${describe} --query nodegroup.nodegroupArn --output text)`;
  const group = `$(${describe} --query 'nodegroup.resources.autoScalingGroups[0].name' --output text)`;
  const { key, value } = tagOf(context);
  const verb = value === undefined ? 'delete-tags' : 'create-or-update-tags';
  const rest = value === undefined ? '' : `,Value=${value},PropagateAtLaunch=true`;
  return [
    ...tagResource(context, arn, `the node group ${name}`),
    {
      command: `aws autoscaling ${verb} --region ${quote(context.region)} --tags "ResourceId=${group},ResourceType=auto-scaling-group,Key=${key}${rest}"`,
      why: `the same on its Auto Scaling group and on the nodes that it makes from now on`,
    },
  ];
}

function tagResource(context: Context, arn: string, what: string): Step[] {
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
