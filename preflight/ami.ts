import { isMissing } from '../aws/aws-error.ts';
import { findInstanceType } from '../tables/instance-types.ts';
import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** There is a node image of the cluster's minor, for the nodes' architecture. */
export const ami: Check = {
  group: 'cluster',
  check: 'node image',
  what: 'there is an image for the nodes',
  asksAws: true,
  look: async ({ aws, config: { kubernetes, nodes, region } }) => {
    const architecture = findInstanceType(nodes.instanceType)?.architecture ?? 'x86_64';
    const what = `Amazon Linux 2023, Kubernetes ${kubernetes}, ${architecture}`;
    try {
      const { Parameter } = await (
        await aws.ssm()
      ).getParameter({
        Name: `/aws/service/eks/optimized-ami/${kubernetes}/amazon-linux-2023/${architecture}/standard/recommended/image_id`,
      });
      return passed(ami, `${Parameter?.Value ?? 'it is there'}: ${what}`);
    } catch (error) {
      if (!isMissing(error)) throw error;
      return failed(
        ami,
        `AWS has no node image in ${region}: ${what}`,
        'write another Kubernetes version or region in the cluster file',
      );
    }
  },
};
