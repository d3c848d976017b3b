import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { awsFlags, type Context } from './context.ts';

/** Who may reach the API endpoint, and from where. */
export function vpcConfig({ file }: Context): Step[] {
  return [
    {
      command: `eksctl utils update-cluster-vpc-config -f ${quote(file)} --approve`,
      why: 'from where the Kubernetes API is reached',
    },
  ];
}

/** What happens when standard support ends, which eksctl sets only at creation. */
export function upgradePolicy(context: Context): Step[] {
  const { after } = context.change;
  const supportType = typeof after === 'string' ? after : 'EXTENDED';
  return [
    {
      command: `aws eks update-cluster-config ${awsFlags(context, '--name')} --upgrade-policy supportType=${quote(supportType)}`,
      why: 'what happens when standard support ends; eksctl sets it only at creation',
    },
  ];
}

/** Roles for ServiceAccounts. */
export function oidc(context: Context): Step[] {
  if (context.change.after !== true) return [];
  return [
    {
      command: `eksctl utils associate-iam-oidc-provider -f ${quote(context.file)} --approve`,
      why: 'lets ServiceAccounts have roles',
    },
  ];
}

/** EKS Auto Mode. */
export function autoMode(context: Context): Step[] {
  if (context.change.before === undefined && context.change.after === false) return [];
  return [
    {
      command: `eksctl update auto-mode-config -f ${quote(context.file)}`,
      why: 'whether EKS brings its own nodes',
    },
  ];
}

/** Encryption of Secrets with an own key, which is never taken back or changed. */
export function encryption({ change, file }: Context): Step[] | undefined {
  if (change.before !== undefined) return undefined;
  return [
    {
      command: `eksctl utils enable-secrets-encryption -f ${quote(file)} --approve`,
      why: 'encrypts Secrets with your key; you cannot undo this',
    },
  ];
}

/** Moving traffic away from a failing zone. */
export function zonalShift({ file }: Context): Step[] {
  return [
    {
      command: `eksctl utils update-zonal-shift-config -f ${quote(file)}`,
      why: 'whether AWS may move traffic out of a failing zone',
    },
  ];
}

/** Zones that are named from now on lie in the VPC already, or nothing can put them there. */
export function zones(context: Context): Step[] | undefined {
  const after = context.after.availabilityZones as readonly string[] | undefined;
  if (!after) return [];
  if (context.before.availabilityZones) return undefined;
  const subnets = `$(aws eks describe-cluster ${awsFlags(context, '--name')} --query 'cluster.resourcesVpcConfig.subnetIds' --output text)`;
  return [
    {
      command: `aws ec2 describe-subnets --region ${quote(context.region)} --subnet-ids ${subnets} --query 'Subnets[].AvailabilityZone' --output text`,
      why: `the zones that the cluster has; when ${after.join(' or ')} is not among them, only a new cluster has it`,
    },
  ];
}
