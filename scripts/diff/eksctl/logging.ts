import { controlPlaneLogGroup } from '../../../eksctl/log-groups.ts';
import { quote } from '../../../terminal/shell.ts';
import { at, type Context, clusterFlags } from './context.ts';
import { nothing, run, type Taken } from './taken.ts';

/** Which logs there are; without any, the file has nothing that eksctl could read. */
export function logTypes(context: Context): Taken {
  const wanted = types(context.after);
  if (!wanted?.length) {
    return run({
      command: `eksctl utils update-cluster-logging ${clusterFlags(context)} --disable-types all --approve`,
      why: "turns the control plane's logs off; the log group stays until it is deleted",
      update: { goesOn: false },
    });
  }
  const all = wanted.some((type) => type === 'all' || type === '*');
  const from = all ? `${clusterFlags(context)} --enable-types all` : `-f ${quote(context.file)}`;
  return run({
    command: `eksctl utils update-cluster-logging ${from} --approve`,
    why: "which of the control plane's logs go to CloudWatch",
    update: { goesOn: false },
  });
}

/** For how long logs stay. eksctl looks at it only when the types change too. */
export function logRetention(context: Context): Taken {
  const { after } = context.change;
  if (typeof after !== 'number') {
    return nothing('the file no longer says it, and the log group keeps it');
  }
  const wanted = types(context.after) ?? [];
  const withTypes = String(types(context.before)) !== String(wanted);
  if (withTypes && wanted.length > 0) return logTypes(context);
  const group = quote(controlPlaneLogGroup(context.cluster));
  return run({
    command: `aws logs put-retention-policy --region ${quote(context.region)} --log-group-name ${group} --retention-in-days ${after}`,
    why: 'how long logs are kept; eksctl changes it only together with the types',
  });
}

function types(config: Context['before']): readonly string[] | undefined {
  return at(config, 'cloudWatch.clusterLogging.enableTypes') as readonly string[] | undefined;
}
