import { expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import type { Made } from '../../../scripts/up/made.ts';
import { refuseObstacles } from '../../../scripts/up/obstacle.ts';
import { configOf } from '../../support/configs.ts';

const cluster = {
  name: 'sock-shop',
  status: 'ACTIVE',
  tags: { project: 'eks-sock-shop', cluster: 'sock-shop' },
} as const;
const none = { nodeGroups: [], addons: [], scalingGroups: [], entries: [], hasProvider: true };
const stack = (name: string) => ({
  name: `eksctl-sock-shop-${name}`,
  status: 'CREATE_COMPLETE',
  tags: new Map<string, string>(),
});

// AWS is asked only why a stack failed.
const aws = {} as Aws;

test.each<[string, Made, string | undefined]>([
  ['nothing yet', { ...none, stacks: [] }, undefined],
  ['a cluster', { ...none, cluster, stacks: [stack('cluster')] }, undefined],
  ['stacks alone', { ...none, stacks: [stack('cluster')] }, 'but the stacks of one'],
  [
    'a node group that was deleted by hand',
    { ...none, cluster, stacks: [stack('cluster'), stack('nodegroup-workers')] },
    'has no node group workers, but its stack eksctl-sock-shop-nodegroup-workers',
  ],
  [
    'the role of an addon that could not be made',
    {
      ...none,
      cluster,
      addons: [{ name: 'coredns' }],
      stacks: [stack('cluster'), stack('addon-vpc-cni')],
    },
    'the addon vpc-cni of sock-shop does not exist, but its role does, in the stack eksctl-sock-shop-addon-vpc-cni',
  ],
  [
    'the roles of addons that are there, or that the file does not name',
    {
      ...none,
      cluster,
      addons: [{ name: 'vpc-cni' }],
      stacks: [stack('cluster'), stack('addon-vpc-cni'), stack('addon-aws-ebs-csi-driver')],
    },
    undefined,
  ],
  [
    'a cluster that goes',
    { ...none, cluster: { ...cluster, status: 'DELETING' }, stacks: [] },
    'sock-shop is being deleted',
  ],
  [
    'a cluster that EKS gave up',
    {
      ...none,
      stacks: [],
      cluster: { ...cluster, status: 'FAILED', health: { issues: [{ message: 'no subnet' }] } },
    },
    'EKS could not make sock-shop: no subnet',
  ],
  [
    "somebody else's",
    { ...none, stacks: [], cluster: { ...cluster, tags: {} } },
    'was not made from a cluster file of this project',
  ],
])('%s', async (_, made, message) => {
  const refused = await refuseObstacles(aws, configOf(), made).then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (message === undefined) expect(refused).toBeUndefined();
  else expect(refused).toContain(message);
});
