import { evaluate } from '../../../eksctl/iam/evaluate.ts';
import { readPolicy } from '../../../eksctl/iam/policy.ts';
import { PolicyError } from '../../../eksctl/iam/policy-error.ts';

/** Whether a trust policy lets a service take the role on; undefined where that can't be judged. */
export function isTrusted(trust: string, service: string, account: string): boolean | undefined {
  try {
    const { decision } = evaluate([readPolicy(JSON.parse(trust), 'trust')], {
      action: 'sts:AssumeRole',
      principal: { type: 'Service', id: service },
      context: { 'aws:SourceAccount': account },
    });
    if (decision === 'allowed') return true;
    // A condition on what only AWS knows when it asks can't be judged beforehand.
    return trust.includes('"Condition"') ? undefined : false;
  } catch (error) {
    if (error instanceof PolicyError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The trust policy that lets a service take a role on. */
export function trustFor(service: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
}
