import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** AWS takes the credentials; whose they are is told, so that nobody pays from another's account. */
export const credentials: Check = {
  group: 'account',
  check: 'credentials',
  what: 'AWS takes your credentials',
  asksAws: false,
  look: async ({ caller, config }) => {
    const asked = await caller();
    if (!asked.known) {
      const { message, fix = 'sign in: aws configure, or aws sso login' } = asked.error;
      return failed(credentials, message, fix);
    }
    const { account, kind } = asked.principal;
    return passed(
      credentials,
      `account ${account}, region ${config.region}, as ${asked.arn}`,
      kind === 'root'
        ? "this is the account's root user, which nobody should work as: make an IAM user or role, and sign in as that"
        : undefined,
    );
  },
};
