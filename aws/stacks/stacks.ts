import type { Aws } from '../clients.ts';
import type { Tags } from '../../eksctl/tags.ts';
import { EKSCTL_TAG, rolesStack, templateStack } from '../../eksctl/stack-names.ts';

/** A CloudFormation stack of a cluster. */
export interface Stack {
  readonly name: string;
  readonly status: string;
  /** What CloudFormation says about the status, if anything. */
  readonly reason?: string;
  readonly tags: Tags;
  /** Its ARN. */
  readonly id?: string;
  /** When it was begun. */
  readonly made?: Date;
  /** What it tells of what it made. */
  readonly outputs?: ReadonlyMap<string, string>;
}

/** Every stack of the account and region that is there. */
export async function allStacks(aws: Aws): Promise<Stack[]> {
  const cloudformation = await aws.cloudformation();
  const stacks: Stack[] = [];
  for await (const { Stacks = [] } of cloudformation.paginateDescribeStacks({})) {
    for (const {
      StackName: name = '',
      StackStatus: status = '',
      StackStatusReason: reason,
      StackId: id,
      CreationTime: made,
      Tags = [],
      Outputs = [],
    } of Stacks) {
      if (status === 'DELETE_COMPLETE') continue;
      stacks.push({
        name,
        status,
        tags: new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        outputs: new Map(
          Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
        ),
        ...(reason && { reason }),
        ...(id && { id }),
        ...(made && { made }),
      });
    }
  }
  return stacks;
}

/** The stacks of one cluster: eksctl's by their tag, ours by their names. */
export async function stacksOf(aws: Aws, cluster: string): Promise<Stack[]> {
  return (await allStacks(aws)).filter(
    (stack) => isOurs(stack, cluster) || stack.tags.get(EKSCTL_TAG) === cluster,
  );
}

/** Whether this project made a cluster's stack, and not eksctl. */
export function isOurs({ name }: Pick<Stack, 'name'>, cluster: string): boolean {
  return [templateStack(cluster), rolesStack(cluster)].includes(name);
}

/** Whether CloudFormation is still at work on it. */
export function isUnderWay({ status }: Pick<Stack, 'status'>): boolean {
  return status.endsWith('_IN_PROGRESS');
}

/** Whether it holds what it should. */
export function isWhole({ status }: Pick<Stack, 'status'>): boolean {
  return /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(status);
}
