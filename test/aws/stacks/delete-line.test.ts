import { expect, test } from '@jest/globals';
import { deleteStackLine } from '../../../aws/stacks/delete-line.ts';

test("eksctl's protection comes off before the stack goes", () => {
  const which = '--region us-west-2 --stack-name eksctl-sock-shop-nodegroup-workers';
  expect(deleteStackLine('us-west-2', 'eksctl-sock-shop-nodegroup-workers')).toBe(
    `aws cloudformation update-termination-protection --no-enable-termination-protection ${which} && aws cloudformation delete-stack ${which}`,
  );
});
