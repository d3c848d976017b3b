import { expect, test } from '@jest/globals';
import { isTimeOut } from '../../../aws/programs/time-out.ts';

const api = 'https://0A1B2C.gr7.us-west-2.eks.amazonaws.com';

test.each([
  'Unable to connect to the server: dial tcp 52.10.1.2:443: i/o timeout',
  'Unable to connect to the server: net/http: TLS handshake timeout',
  `2026-11-29 10:00:00 [✖]  Get "${api}/version?timeout=32s": dial tcp 52.10.1.2:443: connect: connection timed out`,
  `Error: getting nodes: Get "${api}/api/v1/nodes": context deadline exceeded`,
  `Get "${api}/readyz": net/http: request canceled (Client.Timeout exceeded while awaiting headers)`,
])('an API that does not answer: %s', (line) => {
  expect(isTimeOut(line)).toBe(true);
});

test.each([
  'error: timed out waiting for the condition on deployments/cluster-autoscaler',
  'Error: failed to create cluster "sock-shop"',
  'Error: waiting for addon "coredns" to become active: context deadline exceeded',
  'operation error EKS: DescribeCluster, Get "https://eks.us-west-2.amazonaws.com/clusters/shop": dial tcp 1.2.3.4:443: i/o timeout',
  'operation error IAM: GetRole, Post "https://iam.amazonaws.com/": dial tcp 1.2.3.4:443: i/o timeout',
  'dial tcp: lookup 0A1B2C.gr7.us-west-2.eks.amazonaws.com: i/o timeout',
  'exceeded max wait time for StackCreateComplete waiter',
  'the server has asked for the client to provide credentials',
])('something else: %s', (line) => {
  expect(isTimeOut(line)).toBe(false);
});
