import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { isOurs, type Stack, stacksOf } from '../../aws/stacks/stacks.ts';
import { addonStackName, clusterStackName, isEksctlStackName } from '../../eksctl/stack-names.ts';
import { isProvedBy, type Tags } from '../../eksctl/tags.ts';
import { claimedVolumes } from './claimed-volumes.ts';
import { issuersOf } from './issuers.ts';
import { deleteStackLine } from '../../aws/stacks/delete-line.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { type Claimed, ownerOf } from './owner.ts';

/** What is proved of a cluster that shall go, before any of it goes: everything else is judged by it. */
export interface Proof extends Claimed {
  /** Whose the tags say that it is. */
  readonly taggedOwner?: string;
  /** The account that all of it is in. */
  readonly account: string;
  /** The stacks that are proved: eksctl's, and those of this project. */
  readonly stacks: readonly Stack[];
  /** The networks in which the cluster's own things are. */
  readonly vpcs: ReadonlySet<string>;
  /** The identity providers by which its ServiceAccounts take roles, as hosts with their paths. */
  readonly issuers: ReadonlySet<string>;
  /** The volumes that its own PersistentVolumes name. */
  readonly volumes: ReadonlySet<string>;
  /** Since when there has been this cluster. */
  readonly since?: Date;
  /** Whether CloudWatch's own addon writes logs for it. */
  readonly isObserved: boolean;
}

/** Something of which somebody says that it is a cluster's. */
export interface Thing {
  readonly tags: Tags;
  readonly vpc?: string | undefined;
  /** The account that it says it is of. */
  readonly account?: string | undefined;
}

/**
 * Looks for what proves that things are a cluster's. Refuses a cluster that is not of this project, or of another owner,
 * and one with which eksctl would take what is not proved.
 */
export async function proofOf(
  aws: Aws,
  claimed: Claimed,
  kubectl: Kubectl | undefined,
): Promise<Proof> {
  const { name, cluster } = claimed;
  const account = await aws.account();
  const all = await stacksOf(aws, name);
  const stacks = all.filter((stack) => stackDoubt(claimed, stack) === undefined);
  const taggedOwner = ownerOf(claimed, stacks);
  const owner = claimed.owner ?? taggedOwner;
  refuseUnproved(claimed, all);
  const whole = stacks.find((stack) => stack.name === clusterStackName(name));
  const since = whole?.made ?? cluster?.createdAt;
  const vpcs = [cluster?.resourcesVpcConfig?.vpcId, whole?.outputs?.get('VPC')];
  const observer = addonStackName(name, 'amazon-cloudwatch-observability');
  return {
    ...claimed,
    ...(owner !== undefined && { owner }),
    ...(taggedOwner !== undefined && { taggedOwner }),
    account,
    stacks,
    vpcs: new Set(vpcs.flatMap((vpc) => vpc || [])),
    issuers: await issuersOf(aws, cluster, stacks),
    volumes: new Set(kubectl ? await claimedVolumes(kubectl) : []),
    ...(since && { since }),
    isObserved: stacks.some((stack) => stack.name === observer),
  };
}

/** The stacks that eksctl made for the cluster and that are there still: those that are proved. */
export async function eksctlStacksOf(aws: Aws, proof: Proof): Promise<Stack[]> {
  return (await stacksOf(aws, proof.name)).filter(
    (stack) => !isOurs(stack, proof.name) && stackDoubt(proof, stack) === undefined,
  );
}

/** Why a thing is not proved to be the cluster's; undefined where it is. */
export function doubt(proof: Proof, { tags, vpc, account }: Thing): string | undefined {
  if (account && account !== proof.account) return `it belongs to account ${account}`;
  if (isProvedBy(tags, proof.name)) {
    const owner = tags.get('owner');
    const isTheirs = !owner || !proof.owner || owner === proof.owner;
    return isTheirs ? undefined : `it belongs to ${owner}`;
  }
  if (vpc !== undefined && proof.vpcs.has(vpc)) return undefined;
  const madeBy = tags.get('aws:cloudformation:stack-id');
  if (madeBy !== undefined && proof.stacks.some(({ id }) => id === madeBy)) return undefined;
  return UNPROVED;
}

export const UNPROVED = 'nothing proves whose it is';

/**
 * Why a stack that carries the cluster's name is not proved to be its own. Those that somebody made for it by hand have
 * none of our tags: while the cluster has been there, eksctl can't have made one for any other of that name.
 */
export function stackDoubt({ name, cluster }: Claimed, stack: Stack): string | undefined {
  const isEksctls = isEksctlStackName(stack.name, name);
  if (!isEksctls && !isOurs(stack, name))
    return 'eksctl does not use this name for a stack of this cluster';
  if (isProvedBy(stack.tags, name)) return undefined;
  if (!isEksctls || !cluster) return UNPROVED;
  if (cluster.arn !== undefined && stack.outputs?.get('ARN') === cluster.arn) return undefined;
  const isSince = cluster.createdAt && stack.made && stack.made >= cluster.createdAt;
  return isSince ? undefined : UNPROVED;
}

// eksctl asks for its own tag alone.
function refuseUnproved(claimed: Claimed, stacks: readonly Stack[]): void {
  const { name, region, cluster } = claimed;
  const unproved = stacks.filter(
    (stack) => isEksctlStackName(stack.name, name) && stackDoubt(claimed, stack) !== undefined,
  );
  if (!cluster || unproved.length === 0) return;
  throw new UsageError(
    `eksctl would delete ${unproved.map((stack) => `the stack ${stack.name}`).join(' and ')} with the cluster ${name}, and nothing proves that it is of this cluster: it has no tags of this project, and it is older`,
    [
      'if you may delete it, do that first, and run this again:',
      ...unproved.map((stack) => `  ${deleteStackLine(region, stack.name)}`),
    ].join('\n'),
  );
}
