import type { Cluster } from '@aws-sdk/client-eks';
import { PROJECT } from '../eksctl/tags.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** Refuses a cluster that was not made from a cluster file of this project: its tags don't say so. */
export function refuseOthers(
  { name, region }: { readonly name: string; readonly region: string },
  { arn, tags }: Pick<Cluster, 'arn' | 'tags'>,
  otherwise?: string,
): void {
  if (tags?.project === PROJECT) return;
  const ifYours = `if it is yours, tag it: aws eks tag-resource --region ${region} --resource-arn ${arn} --tags project=${PROJECT}`;
  throw new UsageError(
    `there is a cluster ${name} in ${region} that was not made from a cluster file of this project: it has no tag project=${PROJECT}`,
    otherwise ? `${otherwise}; or, ${ifYours}` : ifYours,
  );
}
