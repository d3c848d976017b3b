import { AwsError, isMissing } from '../aws-error.ts';
import type { Aws } from '../clients.ts';
import { waitFor } from '../wait.ts';
import { render } from '../../output/render.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { eventIds, firstFailure } from './failures.ts';
import { isUnderWay } from './stacks.ts';
import type { Template, TemplateFile } from '../../eksctl/cloudformation/template.ts';

/** A template on its way to AWS. */
export interface Deployment {
  readonly stack: string;
  /** The cluster that it is of. */
  readonly cluster: string;
  readonly file: TemplateFile;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

type CloudFormation = Awaited<ReturnType<Aws['cloudformation']>>;

interface Stack {
  readonly StackStatus?: string;
  readonly StackStatusReason?: string;
  readonly Outputs?: readonly { readonly OutputKey?: string; readonly OutputValue?: string }[];
}

const LONGEST_MS = 15 * 60_000;

/**
 * Makes a stack what its template says, whatever state an earlier run left it in, and tells its outputs. It waits
 * for a run that was killed half-way, takes away what was rolled back, and does nothing where nothing changed.
 */
export async function deploy(aws: Aws, deployment: Deployment): Promise<Record<string, string>> {
  const { stack } = deployment;
  const cloudformation = await aws.cloudformation();
  const left = await settled(cloudformation, stack);
  if (left && isBroken(left)) await takeAway(aws, stack, left);
  const isThere = left !== undefined && !isBroken(left);
  const before = isThere ? await eventIds(aws, stack) : new Set<string>();
  const isChanged = await ask(cloudformation, deployment, isThere);
  const done = await settled(cloudformation, stack);
  if (isChanged && !/^(CREATE|UPDATE)_COMPLETE$/.test(statusOf(done))) {
    throw await rolledBack(aws, stack, statusOf(done), before);
  }
  if (!isChanged) console.log(`${stack}: unchanged`);
  return outputsOf(done);
}

/** What a stack tells; nothing where there is none. */
export async function stackOutputs(aws: Aws, stack: string): Promise<Record<string, string>> {
  return outputsOf(await find(await aws.cloudformation(), stack));
}

/** The text that is deployed: the file's own. */
export function bodyOf({ file, cluster }: Deployment): string {
  return render(cluster, file);
}

async function ask(
  cloudformation: CloudFormation,
  deployment: Deployment,
  isThere: boolean,
): Promise<boolean> {
  const { stack: StackName, file, parameters = {}, tags } = deployment;
  const input = {
    StackName,
    TemplateBody: bodyOf(deployment),
    Parameters: parametersOf(file.object, parameters),
    Capabilities: ['CAPABILITY_IAM' as const],
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
  if (!isThere) {
    await cloudformation.createStack(input);
    return true;
  }
  try {
    await cloudformation.updateStack(input);
    return true;
  } catch (error) {
    if (isNoChange(error)) return false;
    throw error;
  }
}

// What isn't given keeps its default: the name of an SSM parameter.
function parametersOf({ Parameters = {} }: Template, given: Readonly<Record<string, string>>) {
  return Object.keys(Parameters).flatMap((ParameterKey) => {
    const ParameterValue = given[ParameterKey];
    return ParameterValue === undefined ? [] : [{ ParameterKey, ParameterValue }];
  });
}

async function settled(cloudformation: CloudFormation, name: string): Promise<Stack | undefined> {
  return waitFor({
    what: `the stack ${name}`,
    ask: () => find(cloudformation, name),
    isThere: (stack) => !isUnderWay({ status: statusOf(stack) }),
    words: (stack) => `${name}: ${statusOf(stack)}`,
    longestMs: LONGEST_MS,
    fix: 'run the same command again: it continues to wait',
  });
}

async function find(cloudformation: CloudFormation, name: string): Promise<Stack | undefined> {
  try {
    return (await cloudformation.describeStacks({ StackName: name })).Stacks?.[0];
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isBroken(stack: Stack): boolean {
  return /^(ROLLBACK_(COMPLETE|FAILED)|CREATE_FAILED|DELETE_(FAILED|COMPLETE))$/.test(
    statusOf(stack),
  );
}

async function takeAway(aws: Aws, name: string, left: Stack): Promise<void> {
  const cloudformation = await aws.cloudformation();
  if (statusOf(left) === 'DELETE_COMPLETE') return;
  console.log(`${name}: deleting what an earlier try left (${statusOf(left)})`);
  await cloudformation.deleteStack({ StackName: name });
  const gone = await settled(cloudformation, name);
  if (gone && statusOf(gone) !== 'DELETE_COMPLETE') {
    throw new UsageError(
      `the stack ${name} of an earlier try can't be deleted: ${statusOf(gone)} ${gone.StackStatusReason ?? ''}`.trim(),
      `delete it in the console, or with aws cloudformation delete-stack --region ${aws.region} --stack-name ${name}`,
    );
  }
}

async function rolledBack(
  aws: Aws,
  stack: string,
  status: string,
  before: ReadonlySet<string>,
): Promise<UsageError> {
  const failure = await firstFailure(aws, stack, before);
  const why = failure
    ? `${failure.resource} (${failure.type}): ${failure.reason}`
    : 'CloudFormation gives no reason';
  return new UsageError(
    `the stack ${stack} failed (${status}): ${why}`,
    status === 'UPDATE_ROLLBACK_FAILED'
      ? `fix that, and then: aws cloudformation continue-update-rollback --region ${aws.region} --stack-name ${stack}`
      : 'fix that, and run the same command again: it starts this stack again',
  );
}

function outputsOf(stack: Stack | undefined): Record<string, string> {
  return Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );
}

function statusOf(stack: Stack | undefined): string {
  return stack?.StackStatus ?? 'not there';
}

function isNoChange(error: unknown): boolean {
  const said = error instanceof AwsError && error.cause instanceof Error ? error.cause.message : '';
  return /No updates are to be performed/i.test(said);
}
