import { quote } from '../../../terminal/shell.ts';
import { awsFlags, type Context, clusterFlags } from './context.ts';
import { newCluster, nothing, run, type Taken } from './taken.ts';

/** Who may reach the API endpoint. */
export function endpoints({ file }: Context): Taken {
  return run({
    command: `eksctl utils update-cluster-vpc-config -f ${quote(file)} --approve`,
    why: 'from where the Kubernetes API is reached',
  });
}

/** From which addresses; of a file without any, eksctl leaves those that are there. */
export function publicAccess(context: Context): Taken {
  if (context.change.after === undefined && context.change.path.length === 2) {
    return run({
      command: `eksctl utils update-cluster-vpc-config ${clusterFlags(context)} --public-access-cidrs 0.0.0.0/0 --approve`,
      why: 'the Kubernetes API is reached from everywhere',
    });
  }
  return endpoints(context);
}

/** The subnets, security groups and ways out of the control plane. */
export function controlPlaneNetwork(context: Context): Taken {
  const { after, path } = context.change;
  if (after === undefined && path.length === 2) {
    return nothing('the file no longer says it, and the cluster keeps it');
  }
  return run({
    command: `eksctl utils update-cluster-vpc-config -f ${quote(context.file)} --approve`,
    why: "the control plane's subnets, security groups and way out",
  });
}

/** Zones that are named from now on lie in the VPC already, or nothing can put them there. */
export function zones(context: Context): Taken {
  const after = context.after.availabilityZones as readonly string[] | undefined;
  if (!after) return nothing('the file no longer says it, and the cluster keeps its zones');
  if (context.before.availabilityZones) {
    return newCluster('eksctl makes subnets only when it makes the cluster');
  }
  const subnets = `$(aws eks describe-cluster ${awsFlags(context, '--name')} --query 'cluster.resourcesVpcConfig.subnetIds' --output text)`;
  return run({
    command: `aws ec2 describe-subnets --region ${quote(context.region)} --subnet-ids ${subnets} --query 'Subnets[].AvailabilityZone' --output text`,
    why: `the zones that the cluster has; when ${after.join(' or ')} is not among them, only a new cluster has it`,
  });
}
