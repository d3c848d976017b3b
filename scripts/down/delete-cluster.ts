import type { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { waitFor } from '../../aws/wait.ts';
import { show } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { type Failure, undeleted } from '../../aws/stacks/failures.ts';
import { isUnderWay, type Stack } from '../../aws/stacks/stacks.ts';
import { deleteStacks } from './delete-stacks.ts';
import { networkInterfaces } from './kinds/network-interfaces.ts';
import { securityGroups } from './kinds/security-groups.ts';
import { eksctlStacksOf, type Proof } from './proof.ts';
import { removeFree } from './remove-all.ts';

const LONGEST_MS = 40 * 60_000;

/**
 * The call that deletes a cluster with all that eksctl made. Without an API server eksctl would stop at the first
 * question that it can't ask, unless it is told to go on.
 */
export function deleteArguments(name: string, region: string, force: boolean): string[] {
  return [
    'delete',
    'cluster',
    '--name',
    name,
    '--region',
    region,
    '--disable-nodegroup-eviction',
    '--wait',
    ...(force ? ['--force'] : []),
  ];
}

/**
 * Deletes a cluster with its stacks; frees what blocks a stack, and tries once more. Stacks that stay without their
 * cluster keep nothing else from being deleted: they are what comes back, in words.
 */
export async function deleteCluster(
  aws: Aws,
  proof: Proof,
  force: boolean,
): Promise<UsageError | undefined> {
  await untilQuiet(aws, proof);
  if ((await remains(aws, proof)).length === 0) {
    console.log('It is gone already.');
    return undefined;
  }
  if ((await leftBy(aws, proof, force)).length === 0) return undefined;
  for (const line of await blockers(aws, proof)) console.log(line);
  console.log('What this cluster left in the way is removed. Then the stack is deleted once more.');
  await removeFree(aws, networkInterfaces, proof);
  await removeFree(aws, securityGroups, proof);
  const left = await leftBy(aws, proof, true);
  if (left.length === 0) return undefined;
  const isLive = (await findCluster(aws, proof.name)) !== undefined;
  const error = await stuck(aws, proof, left, isLive ? 'eksctl' : 'CloudFormation');
  if (isLive) throw error;
  return error;
}

// What there is of it after one try.
async function leftBy(aws: Aws, proof: Proof, force: boolean): Promise<Stack[]> {
  if (await findCluster(aws, proof.name)) await byEksctl(aws, proof, force);
  else await deleteStacks(aws, proof);
  await untilQuiet(aws, proof);
  return remains(aws, proof);
}

// What went wrong is what eksctl said itself; how far it came is seen on AWS.
async function byEksctl(aws: Aws, { name, region }: Proof, force: boolean): Promise<void> {
  await aws.refuseOthersFor('eksctl');
  try {
    await show('eksctl', deleteArguments(name, region, force));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.log(error.message);
  }
}

// A run that was ended lets CloudFormation go on alone; beside it eksctl would fail.
async function untilQuiet(aws: Aws, proof: Proof): Promise<void> {
  const ask = async () => (await remains(aws, proof)).filter(isUnderWay);
  if ((await ask()).length === 0) return;
  await waitFor({
    what: `CloudFormation to finish with ${proof.name}`,
    ask,
    isThere: (stacks) => stacks.length === 0,
    words: (stacks) => stacks.map((stack) => `${stack.name}: ${stack.status}`).join(', ') || 'done',
    longestMs: LONGEST_MS,
  });
}

async function remains(aws: Aws, proof: Proof): Promise<Stack[]> {
  const { name } = proof;
  const stacks = await eksctlStacksOf(aws, proof);
  const cluster = stacks.length === 0 ? await findCluster(aws, name) : undefined;
  return cluster
    ? [{ name: `EKS cluster ${name}`, status: cluster.status ?? '', tags: new Map() }]
    : stacks;
}

async function blockers(aws: Aws, proof: Proof): Promise<string[]> {
  const lines: string[] = [];
  for (const stack of await remains(aws, proof)) {
    if (stack.status !== 'DELETE_FAILED') continue;
    for (const failure of await undeleted(aws, stack.name)) {
      lines.push(`${stack.name}: ${failureWords(failure)}`);
    }
  }
  return lines;
}

async function stuck(
  aws: Aws,
  proof: Proof,
  left: readonly Stack[],
  who: string,
): Promise<UsageError> {
  const lines = await blockers(aws, proof);
  const stacks = left.map((stack) => `${stack.name} (${stack.status})`).join(', ');
  return new UsageError(
    [`${who} could not delete ${stacks}`, ...lines].join('\n'),
    lines.length > 0
      ? `delete what is named above, or what uses it, by hand; then run this again: npm run down -- --cluster ${proof.name} --region ${proof.region} --yes`
      : `see its events: aws cloudformation describe-stack-events --region ${aws.region} --stack-name ${left[0]?.name}`,
  );
}

function failureWords({ resource, type, id, reason }: Failure): string {
  return `${resource} (${type}${id ? ` ${id}` : ''}) could not be deleted: ${reason}`;
}
