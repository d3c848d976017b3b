import type { Cluster } from '@aws-sdk/client-eks';
import { isProvedBy, PROJECT } from '../eksctl/tags.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** Refuses a cluster that was not made from a cluster file of this project: its tags don't say so, or name another. */
export function refuseOthers(
  { name, region }: { readonly name: string; readonly region: string },
  { arn, tags = {} }: Pick<Cluster, 'arn' | 'tags'>,
  otherwise?: string,
): void {
  if (isProvedBy(new Map(Object.entries(tags)), name)) return;
  const ifYours = `if it is yours, tag it: aws eks tag-resource --region ${region} --resource-arn ${arn} --tags project=${PROJECT},cluster=${name}`;
  const why =
    tags.project === PROJECT
      ? `its tag cluster is ${tags.cluster ?? 'not there'}`
      : `it has no tag project=${PROJECT}`;
  throw new UsageError(
    `there is a cluster ${name} in ${region} that was not made from a cluster file of this project: ${why}`,
    otherwise ? `${otherwise}; or, ${ifYours}` : ifYours,
  );
}
