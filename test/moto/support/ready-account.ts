import type { Account } from './account.ts';
import { eksState } from './eks-state.ts';

/** The limits that an account of some age has, by Service Quotas' codes. */
const usualLimits: Readonly<Record<string, number>> = {
  'L-F678F1CE': 5,
  'L-0263D0A3': 5,
  'L-1216C47A': 64,
  'L-34B43A08': 64,
  'L-69A177A2': 50,
  'L-53DA6B97': 50,
  'L-E9E9831D': 20,
};

/** Makes AWS answer what moto doesn't know, so that nothing is in a cluster's way. */
export function readyAccount(account: Account): void {
  const { front } = account;
  eksState(account);
  front.usually('servicequotas:GetServiceQuota', ({ params }) => ({
    body: {
      Quota: { QuotaCode: params.QuotaCode, Value: usualLimits[String(params.QuotaCode)] },
    },
  }));
  front.usually('ssm:GetParameter', ({ params }) => {
    const name = String(params.Name);
    if (!name.startsWith('/aws/service/eks/optimized-ami/')) return undefined;
    return { body: { Parameter: { Name: name, Type: 'String', Value: 'ami-0123456789abcdef0' } } };
  });
}

/** Makes the AWS CLI tell a plan of the account. */
export function answerPlan(account: Account, plan: 'FREE' | 'PAID'): void {
  account.programs.answer('aws', ({ args }) =>
    args[0] === 'freetier'
      ? {
          stdout: JSON.stringify({
            accountId: '123456789012',
            accountPlanType: plan,
            accountPlanStatus: 'ACTIVE',
          }),
        }
      : undefined,
  );
}
