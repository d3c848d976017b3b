import { Aws, type Limits } from '../../../aws/clients.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { findCluster } from '../../../aws/find-cluster.ts';

/** Looks for a cluster by its name. */
export const cluster = (aws: Aws) => findCluster(aws, 'shop');

/** What is said of work at AWS that must fail. */
export async function failure(
  work: (aws: Aws) => Promise<unknown>,
  limits: Limits,
): Promise<AwsError> {
  const aws = new Aws('us-west-2', limits);
  try {
    const answered = await work(aws);
    throw new Error(`it was believed: ${JSON.stringify(answered)}`);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  } finally {
    await aws.close();
  }
}

/** A question to AWS, an answer that makes no sense, and what is said about it. */
export type Senseless = readonly [
  name: string,
  work: (aws: Aws) => Promise<unknown>,
  body: string,
  words: string,
];
