import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { principalOf } from '../../aws/caller.ts';
import { type Check, orWhyNot } from './check.ts';
import { failed, type Line, notChecked, passed } from './line.ts';
import type { Sight } from './sight.ts';

/** The users and roles of access.admins exist: EKS refuses an entry for anybody else. */
export const admins: Check = {
  group: 'access',
  check: 'admins',
  what: 'access.admins',
  asksAws: true,
  applies: ({ config }) => config.access.admins.length > 0,
  look: (sight) =>
    Promise.all(
      sight.config.access.admins.map((arn) => orWhyNot(admins, () => lookAtOne(sight, arn))),
    ),
};

async function lookAtOne({ aws, caller }: Sight, arn: string): Promise<Line> {
  const asked = await caller();
  const { account, kind, name } = principalOf(arn);
  if (asked.known && asked.principal.account !== account) {
    return notChecked(admins, `${arn} is in another account: ${account}`, 'ask whom it belongs to');
  }
  const real = await arnOf(aws, kind, name);
  if (real === undefined) {
    return failed(
      admins,
      `there is no ${kind} ${name} in the account: ${arn}`,
      `see which there are: aws iam list-${kind}s; or remove it from access.admins`,
    );
  }
  if (real === arn) return passed(admins, arn);
  return failed(admins, `the ${kind} ${name} is ${real}, and not ${arn}`, `write ${real}`);
}

/** The whole ARN of a role or user, with its path; undefined where there is none. */
async function arnOf(aws: Aws, kind: string, name: string): Promise<string | undefined> {
  const iam = await aws.iam();
  try {
    return kind === 'role'
      ? (await iam.getRole({ RoleName: name })).Role?.Arn
      : (await iam.getUser({ UserName: name })).User?.Arn;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
