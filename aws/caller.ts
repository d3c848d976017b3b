import { AwsError } from './aws-error.ts';
import type { Aws } from './clients.ts';
import { behindSession } from './behind-session.ts';

/** An IAM user or role, or the account's root user, as EKS's access entries mean it. */
export interface Principal {
  readonly account: string;
  readonly kind: 'user' | 'role' | 'root' | 'federated user';
  /** Its name without a path, which a session's ARN has lost: names are unique in an account. */
  readonly name: string;
}

/** Whose credentials these are; `known` is false where AWS takes none. */
export type AskedCaller =
  | { readonly known: true; readonly arn: string; readonly principal: Principal }
  | { readonly known: false; readonly error: AwsError };

/** Asks AWS whose credentials these are: that needs no permission. */
export async function askCaller(aws: Aws): Promise<AskedCaller> {
  try {
    const { Arn: arn = '' } = await (await aws.sts()).getCallerIdentity({});
    return { known: true, arn, principal: principalOf(arn) };
  } catch (error) {
    if (error instanceof AwsError) return { known: false, error };
    throw error;
  }
}

/** Whom an ARN means: a session's is that of its role. */
export function principalOf(arn: string): Principal {
  const [, , , , account = '', ...rest] = behindSession(arn).split(':');
  const [kind = '', ...parts] = rest.join(':').split('/');
  if (kind === 'root') return { account, kind: 'root', name: 'root' };
  const name = parts.at(-1) ?? '';
  if (kind === 'federated-user') return { account, kind: 'federated user', name };
  return { account, kind: kind === 'role' ? 'role' : 'user', name };
}

/** Whether two ARNs mean the same user or role. */
export function isSamePrincipal(a: Principal, b: Principal): boolean {
  return a.account === b.account && a.kind === b.kind && a.name === b.name;
}
