import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** AWS takes the credentials; whose they are is told, so that nobody pays from another's account. */
export const credentials: Check = {
  group: 'account',
  check: 'credentials',
  what: 'your AWS credentials',
  asksAws: false,
  look: async ({ caller, config }) => {
    const asked = await caller();
    if (!asked.known) {
      const { message, code, fix = 'sign in: aws configure, or aws sso login' } = asked.error;
      return failed(credentials, message, `${fix}${orRegion(code, config.region)}`);
    }
    const { account, kind } = asked.principal;
    return passed(
      credentials,
      `account ${account}, region ${config.region}, as ${asked.arn}`,
      kind === 'root'
        ? "this is the account's root user, which you should not use: create an IAM user or role, and sign in as that"
        : undefined,
    );
  },
};

// A region that an account has not enabled knows none of its credentials.
function orRegion(code: string, region: string): string {
  return /^(InvalidClientTokenId|UnrecognizedClientException|AuthFailure)$/.test(code)
    ? `; AWS says the same if the account has not enabled the region: aws account get-region-opt-status --region-name ${region}`
    : '';
}
