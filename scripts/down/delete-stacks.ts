import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { waitFor } from '../../aws/wait.ts';
import { clusterStackName, nodeGroupStackName } from '../../eksctl/stack-names.ts';
import { deleteStackLine } from '../../aws/stacks/delete-line.ts';
import { eksctlStacksOf, type Proof } from './proof.ts';

const LONGEST_MS = 40 * 60_000;

/**
 * Deletes the stacks that eksctl made for a cluster whose control plane is gone: eksctl itself breaks down there.
 * What could not be deleted stays, for whoever looks afterwards.
 */
export async function deleteStacks(aws: Aws, proof: Proof): Promise<void> {
  const names = (await eksctlStacksOf(aws, proof)).map(({ name }) => name);
  const { nodeGroups, others, own } = sorted(proof.name, names);
  const left = await deleteTogether(aws, proof, nodeGroups);
  await deleteTogether(aws, proof, others);
  // CloudFormation keeps a network that a node group's stack still names.
  if (left.length === 0) await deleteTogether(aws, proof, own);
}

/** The same as a person would type it. */
export function deleteStacksLines(
  cluster: string,
  region: string,
  names: readonly string[],
): string[] {
  const { nodeGroups, others, own } = sorted(cluster, names);
  return [...nodeGroups, ...others, ...own].map((name) => deleteStackLine(region, name));
}

function sorted(cluster: string, names: readonly string[]) {
  const own = names.filter((name) => name === clusterStackName(cluster));
  const nodeGroups = names.filter((name) => name.startsWith(nodeGroupStackName(cluster, '')));
  const others = names.filter((name) => !own.includes(name) && !nodeGroups.includes(name));
  return { nodeGroups, others, own };
}

async function deleteTogether(aws: Aws, proof: Proof, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  for (const name of names) {
    console.log(`deleting stack ${name}`);
    await deleteStack(aws, name);
  }
  const left = await waitFor({
    what: `the stacks ${names.join(', ')} to be gone`,
    ask: async () => (await eksctlStacksOf(aws, proof)).filter(({ name }) => names.includes(name)),
    isThere: (stacks) => stacks.every(({ status }) => status === 'DELETE_FAILED'),
    words: (stacks) =>
      stacks.map(({ name, status }) => `stack ${name}: ${status}`).join(', ') || 'gone',
    longestMs: LONGEST_MS,
    fix: `see their events: aws cloudformation describe-stack-events --region ${aws.region} --stack-name ${names[0]}`,
  });
  return left.map(({ name }) => name);
}

// eksctl protects every stack that it makes.
async function deleteStack(aws: Aws, name: string): Promise<void> {
  const cloudformation = await aws.cloudformation();
  try {
    await cloudformation.updateTerminationProtection({
      StackName: name,
      EnableTerminationProtection: false,
    });
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  await cloudformation.deleteStack({ StackName: name });
}
