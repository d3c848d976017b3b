import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eksctlLock } from '../../../scripts/practice/eksctl-lock.ts';

test("eksctl's lock of a kubeconfig is found by the path, as eksctl 0.230.0 named it", () => {
  const kubeconfig =
    '/tmp/eks-sock-shop-test-IogFjJ/test-Cc65xf/state/eks-sock-shop/practice/kubeconfig';
  expect(eksctlLock(kubeconfig)).toBe(join(tmpdir(), 'f98b210d.eksctl.lock'));
});
