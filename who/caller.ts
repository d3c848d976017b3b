import type { Aws } from '../aws/clients.ts';

/** The one whose credentials these are: the user, or the role behind a session. */
export interface Caller {
  readonly arn: string;
  readonly account: string;
}

/** Asks AWS who calls. */
export async function callerOf(aws: Aws): Promise<Caller> {
  const sts = await aws.sts();
  const { Arn = '', Account = '' } = await sts.getCallerIdentity({});
  return { arn: behindSession(Arn), account: Account };
}

/** The role behind a session's ARN, as access entries name it; a user's own ARN as it is. */
export function behindSession(arn: string): string {
  const [, partition, account, role] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/(.+)\/[^/]+$/.exec(arn) ?? [];
  return role === undefined ? arn : `arn:${partition}:iam::${account}:role/${role}`;
}
