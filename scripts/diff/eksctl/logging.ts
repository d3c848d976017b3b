import { controlPlaneLogGroup } from '../../../eksctl/log-groups.ts';
import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { type Context, clusterFlags } from './context.ts';

/** Which logs there are; without any, the file has nothing that eksctl could read. */
export function logTypes(context: Context): Step[] {
  if (!types(context.after)?.length) {
    return [
      {
        command: `eksctl utils update-cluster-logging ${clusterFlags(context)} --disable-types all --approve`,
        why: "turns the control plane's logs off; the log group stays until it is deleted",
      },
    ];
  }
  return [
    {
      command: `eksctl utils update-cluster-logging -f ${quote(context.file)} --approve`,
      why: "which of the control plane's logs go to CloudWatch",
    },
  ];
}

/** For how long logs stay. eksctl looks at it only when the types change too. */
export function logRetention(context: Context): Step[] {
  const { after } = context.change;
  const withTypes = String(types(context.before)) !== String(types(context.after));
  if (withTypes || typeof after !== 'number') return logTypes(context);
  const group = quote(controlPlaneLogGroup(context.cluster));
  return [
    {
      command: `aws logs put-retention-policy --region ${quote(context.region)} --log-group-name ${group} --retention-in-days ${after}`,
      why: 'how long logs are kept; eksctl changes it only together with the types',
    },
  ];
}

function types(config: Context['before']): readonly string[] | undefined {
  const cloudWatch = config.cloudWatch as
    { clusterLogging?: { enableTypes?: readonly string[] } } | undefined;
  return cloudWatch?.clusterLogging?.enableTypes;
}
