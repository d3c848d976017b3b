import { nodeGroupStackName } from '../../../eksctl/stack-names.ts';
import { quote } from '../../../terminal/shell.ts';
import { awsFlags, type Context, itemOf } from './context.ts';
import { type Move, run, type Taken } from './taken.ts';

/** What asks for the name of a node group's Auto Scaling group: EKS, or the stack in which eksctl made it. */
export function scalingGroup(context: Context): string {
  const name = itemOf(context);
  if (context.change.path[0] === 'managedNodeGroups') {
    return `$(aws eks describe-nodegroup ${awsFlags(context)} --nodegroup-name ${quote(name)} --query 'nodegroup.resources.autoScalingGroups[0].name' --output text)`;
  }
  const stack = quote(nodeGroupStackName(context.cluster, name));
  return `$(aws cloudformation describe-stack-resource --region ${quote(context.region)} --stack-name ${stack} --logical-resource-id NodeGroup --query StackResourceDetail.PhysicalResourceId --output text)`;
}

/** What an Auto Scaling group does by itself, and what it no longer does. */
export function suspendProcesses(context: Context): Taken {
  const { before, after } = context.change;
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [value].flat());
  const old = list(before ?? []).map(String);
  const now = list(after ?? []).map(String);
  return run(
    ...call(context, 'suspend-processes', without(now, old), 'no longer does'),
    ...call(context, 'resume-processes', without(old, now), 'does again'),
  );
}

function without(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((one) => !others.includes(one));
}

function call(context: Context, verb: string, processes: readonly string[], does: string): Move[] {
  if (processes.length === 0) return [];
  return [
    {
      command: `aws autoscaling ${verb} --region ${quote(context.region)} --auto-scaling-group-name "${scalingGroup(context)}" --scaling-processes ${processes.map(quote).join(' ')}`,
      why: `what the Auto Scaling group of ${itemOf(context)} ${does} by itself; eksctl sets it only at creation`,
    },
  ];
}
