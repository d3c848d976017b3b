import { evaluate } from '../../eksctl/iam/evaluate.ts';
import { type Policy, readPolicy } from '../../eksctl/iam/policy.ts';
import { PolicyError } from '../../eksctl/iam/policy-error.ts';

/** A ServiceAccount, and the cluster's identity provider that speaks for it. */
export interface TokenOf {
  readonly namespace: string;
  readonly name: string;
  /** The provider's ARN. */
  readonly provider: string;
}

export interface TrustVerdict {
  readonly isRight: boolean;
  readonly words: string;
}

/** Who may take a role on, judged by its trust policy: this ServiceAccount, and no other. */
export function judgeTrust(document: unknown, account: TokenOf): TrustVerdict {
  try {
    return judged(readPolicy(document, 'trust'), account);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { isRight: false, words: `its trust policy can't be judged: ${error.message}` };
  }
}

function judged(trust: Policy, account: TokenOf): TrustVerdict {
  const may = (asks: TokenOf) => mayTake(trust, asks);
  if (!may(account)) {
    const issuers = trust.statements.flatMap(({ principal }) => principal?.listed.Federated ?? []);
    const isOther = issuers.length > 0 && !issuers.includes(account.provider);
    return {
      isRight: false,
      words: isOther
        ? "its trust policy names another cluster's identity provider"
        : "its trust policy doesn't let this ServiceAccount use it",
    };
  }
  // Names that nobody has: whoever lets these in lets all in.
  if (may({ ...account, namespace: 'any-other', name: 'any-other' })) {
    return { isRight: false, words: 'every ServiceAccount of the cluster may use it' };
  }
  if (may({ ...account, name: 'any-other' })) {
    return {
      isRight: false,
      words: `every ServiceAccount in ${account.namespace} may use it`,
    };
  }
  return { isRight: true, words: 'only this ServiceAccount may use it' };
}

function mayTake(trust: Policy, { namespace, name, provider }: TokenOf): boolean {
  const issuer = provider.slice(provider.indexOf('/') + 1);
  const { decision } = evaluate([trust], {
    action: 'sts:AssumeRoleWithWebIdentity',
    principal: { type: 'Federated', id: provider },
    context: {
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
    },
  });
  return decision === 'allowed';
}

/** Whether a service, such as ec2.amazonaws.com, may take a role on; undefined where that can't be judged. */
export function serviceMayTake(document: unknown, service: string): boolean | undefined {
  try {
    const { decision } = evaluate([readPolicy(document, 'trust')], {
      action: 'sts:AssumeRole',
      principal: { type: 'Service', id: service },
    });
    return decision === 'allowed';
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
