import { isMissing } from '../../aws/aws-error.ts';
import { imageParameter } from '../../eksctl/cloudformation/nodes.ts';
import { findInstanceType } from '../../tables/instance-types.ts';
import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** There is a node image of the cluster's minor, for the nodes' architecture. */
export const ami: Check = {
  group: 'cluster',
  check: 'node image',
  what: 'the image of the nodes',
  asksAws: true,
  look: async ({ aws, config }) => {
    const { kubernetes, nodes, region } = config;
    const architecture = findInstanceType(nodes.instanceType)?.architecture ?? 'x86_64';
    const what = `Amazon Linux 2023, Kubernetes ${kubernetes}, ${architecture}`;
    try {
      const ssm = await aws.ssm();
      const { Parameter } = await ssm.getParameter({ Name: imageParameter(config) });
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
