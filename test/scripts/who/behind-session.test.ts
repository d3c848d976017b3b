import { expect, test } from '@jest/globals';
import { behindSession } from '../../../aws/behind-session.ts';

test.each([
  ['arn:aws:sts::1:assumed-role/admin/me@example.com', 'arn:aws:iam::1:role/admin'],
  ['arn:aws:iam::1:user/dev', 'arn:aws:iam::1:user/dev'],
  ['arn:aws-cn:sts::1:assumed-role/a/b', 'arn:aws-cn:iam::1:role/a'],
])('%s is %s', (session, role) => {
  expect(behindSession(session)).toBe(role);
});
