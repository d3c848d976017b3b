import { quote } from '../../../terminal/shell.ts';
import { at, awsFlags, type Context, clusterFlags } from './context.ts';
import { EVERYWHERE, isReachAlone, reachChange } from './reach.ts';
import { type Move, newCluster, nothing, run, type Taken } from './taken.ts';

const REACH = 'from where the Kubernetes API is reached';

/** From where the Kubernetes API is reached: it is opened before all else, and narrowed after it. */
export function endpoints(context: Context): Taken {
  const { isOpened, isNarrowed } = reachChange(context);
  if (isOpened && isNarrowed && !isReachAlone(context)) return openThenNarrow(context);
  return run(fromFile(context, REACH));
}

/** From which addresses; of a file without any, eksctl leaves those that are there. */
export function publicAccess(context: Context): Taken {
  const { after, path } = context.change;
  if (after !== undefined || path.length > 2) return endpoints(context);
  if (at(context.after, 'vpc.clusterEndpoints.publicAccess') === false) {
    return nothing('the API is reached only from within the VPC');
  }
  const { isOpened, isNarrowed } = reachChange(context);
  if (isOpened && isNarrowed) return openThenNarrow(context);
  return run({
    command: `eksctl utils update-cluster-vpc-config ${clusterFlags(context)} --public-access-cidrs ${EVERYWHERE} --approve`,
    why: 'the Kubernetes API is reached from everywhere',
  });
}

function openThenNarrow(context: Context): Taken {
  const { both, isFromMore } = reachChange(context);
  const from = isFromMore ? ` --public-access-cidrs ${quote(both.from.join(','))}` : '';
  return run(
    {
      command: `eksctl utils update-cluster-vpc-config ${clusterFlags(context)} --private-access=${both.isPrivate} --public-access=${both.isPublic}${from} --approve`,
      why: 'the Kubernetes API is reached as before and as in the file, until all else is done',
    },
    fromFile(context, `${REACH}; the earlier ways end here`),
  );
}

/** The subnets, security groups and ways out of the control plane. */
export function controlPlaneNetwork(context: Context): Taken {
  const { after, path } = context.change;
  if (after === undefined && path.length === 2) {
    return nothing('the file no longer says it, and the cluster keeps it');
  }
  return run(fromFile(context, "the control plane's subnets, security groups and way out"));
}

// eksctl takes all of this from the file at once.
function fromFile(context: Context, why: string): Move {
  return {
    command: `eksctl utils update-cluster-vpc-config -f ${quote(context.file)} --approve`,
    why,
    update: { goesOn: false },
    ...(reachChange(context).isNarrowed && { phase: 'less reach' }),
  };
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
