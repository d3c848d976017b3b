import { partitionOf } from '../../tables/regions.ts';

/** Writes the ARNs of one region's things, in whichever account the policy is attached. */
export function arnsIn(region: string) {
  const partition = partitionOf(region);
  return {
    of: (service: string, resource: string) =>
      `arn:${partition}:${service}:${region}:*:${resource}`,
    iam: (resource: string) => `arn:${partition}:iam::*:${resource}`,
    /** What AWS itself provides: its managed policies, its public parameters. */
    awsPolicy: (name: string) => `arn:${partition}:iam::aws:policy/${name}`,
    awsParameter: (path: string) => `arn:${partition}:ssm:${region}::parameter/${path}`,
  };
}
