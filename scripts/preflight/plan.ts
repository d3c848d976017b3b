import type { Aws } from '../../aws/clients.ts';
import { capture, commandLine } from '../../aws/programs/call.ts';
import { partitionOf } from '../../tables/regions.ts';
import { fields, text } from '../../checks/values.ts';
import type { Check } from './check.ts';
import { fittingTypes } from './fitting-types.ts';
import { failed, notChecked, passed } from './line.ts';

const LONGEST_MS = 30_000;

// The service has one address for all regions.
const asked = ['freetier', 'get-account-plan-state', '--region', 'us-east-1', '--output', 'json'];
const upgrade = 'aws freetier upgrade-account-plan --account-plan-type PAID --region us-east-1';

/** The account's plan allows the nodes' type: a free plan starts none but the types of the free tier. */
export const plan: Check = {
  group: 'account',
  check: 'plan',
  what: "the account's plan",
  asksAws: true,
  applies: ({ config }) => partitionOf(config.region) === 'aws',
  look: async ({ aws, once, subject, config: { nodes, region } }) => {
    const { code, stdout, stderr } = await once('plan', () =>
      capture('aws', asked, { longestMs: LONGEST_MS }),
    );
    if (/ResourceNotFoundException/.test(stderr)) {
      return passed(plan, 'the account has no plan that limits it');
    }
    if (code !== 0) return notChecked(plan, ...whyNot(stderr));
    const { type, status } = planIn(stdout);
    if (type === undefined) {
      return notChecked(plan, `${commandLine('aws', asked)} answers without a plan`);
    }
    if (status === 'EXPIRED') {
      return failed(
        plan,
        `the account's ${type.toLowerCase()} plan has expired`,
        `renew it: ${upgrade}`,
      );
    }
    if (type !== 'FREE') return passed(plan, `a ${type.toLowerCase()} plan: every type is allowed`);
    const eligible = await once(`free types in ${region}`, () => freeTypes(aws));
    if (eligible.includes(nodes.instanceType)) {
      return passed(plan, `a free plan, and it allows ${nodes.instanceType}`);
    }
    const [fitting] = fittingTypes(subject, eligible);
    return failed(
      plan,
      `the account has a free plan, which starts only ${eligible.join(', ')}, and not ${nodes.instanceType}`,
      `${fitting ? `write nodes.instanceType: ${fitting}, on which everything fits` : 'none of them is large enough for this cluster'}; or leave the free plan: ${upgrade}`,
    );
  },
};

function planIn(stdout: string): { readonly type?: string; readonly status?: string } {
  try {
    const { accountPlanType, accountPlanStatus } = fields(JSON.parse(stdout));
    return { type: text(accountPlanType), status: text(accountPlanStatus) };
  } catch {
    return {};
  }
}

function whyNot(stderr: string): [string, string] {
  const said = stderr.trim().split('\n').at(-1) ?? '';
  if (/AccessDenied/.test(said)) {
    return [
      'these credentials may not do freetier:GetAccountPlanState',
      'let an administrator allow it; an account with a free plan starts m7i-flex.large, but not t3.large',
    ];
  }
  if (/invalid choice|Invalid choice/.test(stderr)) {
    return [
      'this AWS CLI does not know the account plans yet',
      'install a newer one; an account with a free plan starts m7i-flex.large, but not t3.large',
    ];
  }
  return [`${commandLine('aws', asked)} failed: ${said}`, 'try it by hand'];
}

async function freeTypes(aws: Aws): Promise<string[]> {
  const types: string[] = [];
  const pages = (await aws.ec2()).paginateDescribeInstanceTypes({
    Filters: [{ Name: 'free-tier-eligible', Values: ['true'] }],
  });
  for await (const { InstanceTypes = [] } of pages) {
    types.push(...InstanceTypes.flatMap(({ InstanceType }) => InstanceType ?? []));
  }
  return types.sort();
}
