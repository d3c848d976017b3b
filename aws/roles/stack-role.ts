import { serviceAccountStackName } from '../../eksctl/stack-names.ts';
import { isMissing } from '../aws-error.ts';
import type { Aws } from '../clients.ts';

/** The role that eksctl has made for a ServiceAccount, as its stack tells it; undefined where there is no such stack. */
export async function stackRole(
  aws: Aws,
  cluster: string,
  account: { readonly namespace: string; readonly name: string },
): Promise<string | undefined> {
  const cloudformation = await aws.cloudformation();
  const StackName = serviceAccountStackName(cluster, account);
  try {
    const { Stacks = [] } = await cloudformation.describeStacks({ StackName });
    return Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'Role1')?.OutputValue;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
