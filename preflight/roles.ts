import { isMissing } from '../aws/aws-error.ts';
import type { Aws } from '../aws/clients.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { evaluate } from '../iam/evaluate.ts';
import { nodePolicies } from '../iam/managed-policies.ts';
import { readPolicy } from '../iam/policy.ts';
import { PolicyError } from '../iam/policy-error.ts';
import { partitionOf } from '../tables/regions.ts';
import { principalOf } from './caller.ts';
import { type Check, orWhyNot } from './check.ts';
import { failed, type Line, notChecked, passed, type Topic } from './line.ts';
import type { Sight } from './sight.ts';

interface Brought {
  readonly key: 'roles.cluster' | 'roles.node';
  readonly arn: string;
  /** The service that takes the role on. */
  readonly service: string;
  /** AWS's policies without which it is of no use. */
  readonly policies: readonly string[];
}

/** The roles that the cluster file brings exist, trust the service that takes them on, and may do its work. */
export const roles: Check = {
  group: 'access',
  check: 'roles',
  what: 'your own roles exist and trust the right service',
  asksAws: true,
  applies: ({ config }) => Object.values(config.roles).some((arn) => arn !== null),
  look: async (sight) => {
    const { boundary } = sight.config.roles;
    return Promise.all([
      ...broughtOf(sight.config).map((role) =>
        orWhyNot(topicOf(role), () => lookAtRole(sight, role)),
      ),
      ...(boundary ? [orWhyNot(ofBoundary, () => lookAtBoundary(sight.aws, boundary))] : []),
    ]);
  },
};

const ofBoundary: Topic = { ...roles, what: 'roles.boundary exists' };

function topicOf({ key, service }: Brought): Topic {
  return { ...roles, what: `${key} exists and trusts ${service}` };
}

function broughtOf({ roles: { cluster, node }, region }: ClusterConfig): Brought[] {
  const domain = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return [
    ...(cluster
      ? [
          {
            key: 'roles.cluster',
            arn: cluster,
            service: 'eks.amazonaws.com',
            policies: ['AmazonEKSClusterPolicy'],
          } as const,
        ]
      : []),
    ...(node
      ? [
          {
            key: 'roles.node',
            arn: node,
            service: `ec2.${domain}`,
            // Session Manager is a convenience; a node works without.
            policies: nodePolicies.filter((name) => name !== 'AmazonSSMManagedInstanceCore'),
          } as const,
        ]
      : []),
  ];
}

async function lookAtRole({ aws, caller, config }: Sight, role: Brought): Promise<Line> {
  const topic = topicOf(role);
  const asked = await caller();
  const { account, name } = principalOf(role.arn);
  if (asked.known && asked.principal.account !== account) {
    return failed(
      topic,
      `${role.arn} is in the account ${account}, and your credentials are of ${asked.principal.account}`,
      `bring a role of ${asked.principal.account}: ${role.key}; or sign in to ${account}`,
    );
  }
  const found = await readRole(aws, name);
  if (!found) {
    return failed(
      topic,
      `there is no role ${name} in the account`,
      `see which there are: aws iam list-roles; without ${role.key} eksctl makes one`,
    );
  }
  if (found.arn !== role.arn) {
    return failed(
      topic,
      `the role ${name} is ${found.arn}, and not ${role.arn}`,
      `write ${role.key}: ${found.arn}`,
    );
  }
  const trusts = isTrusted(found.trust, role.service, config.region, account);
  if (trusts === undefined) {
    return notChecked(
      topic,
      `${name} has a trust policy that is not judged here`,
      `look at it: aws iam get-role --role-name ${name}`,
    );
  }
  if (!trusts) {
    return failed(
      topic,
      `${name} does not trust ${role.service}, so that it cannot be taken on`,
      `aws iam update-assume-role-policy --role-name ${name} --policy-document '${JSON.stringify(trustFor(role.service))}'`,
    );
  }
  const lacking = role.policies.filter((policy) => !isHeld(policy, found.policies));
  return lacking.length === 0
    ? passed(topic, `${role.arn} trusts ${role.service}`)
    : passed(
        topic,
        `${role.arn} trusts ${role.service}`,
        `it has no ${lacking.join(', ')}: unless another of its policies says as much, aws iam attach-role-policy --role-name ${name} --policy-arn arn:${partitionOf(config.region)}:iam::aws:policy/${lacking[0]}`,
      );
}

interface Role {
  readonly arn: string;
  readonly trust: string;
  readonly policies: readonly string[];
}

async function readRole(aws: Aws, RoleName: string): Promise<Role | undefined> {
  const iam = await aws.iam();
  try {
    const [{ Role: role }, { AttachedPolicies = [] }] = await Promise.all([
      iam.getRole({ RoleName }),
      iam.listAttachedRolePolicies({ RoleName }),
    ]);
    return {
      arn: role?.Arn ?? '',
      trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''),
      policies: AttachedPolicies.flatMap(({ PolicyName }) => PolicyName ?? []),
    };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isTrusted(
  trust: string,
  service: string,
  region: string,
  account: string,
): boolean | undefined {
  try {
    const { decision } = evaluate([readPolicy(JSON.parse(trust), 'trust')], {
      action: 'sts:AssumeRole',
      principal: { type: 'Service', id: service },
      context: { 'aws:SourceAccount': account, 'aws:RequestedRegion': region },
    });
    if (decision === 'allowed') return true;
    // A condition on what only AWS knows when it asks can't be judged beforehand.
    return trust.includes('"Condition"') ? undefined : false;
  } catch (error) {
    if (error instanceof PolicyError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

// Reading all of a registry holds pulling from it.
function isHeld(policy: string, held: readonly string[]): boolean {
  const instead: Readonly<Record<string, readonly string[]>> = {
    AmazonEC2ContainerRegistryPullOnly: [
      'AmazonEC2ContainerRegistryReadOnly',
      'AmazonEC2ContainerRegistryPowerUser',
      'AmazonEC2ContainerRegistryFullAccess',
    ],
  };
  return [policy, ...(instead[policy] ?? [])].some((one) => held.includes(one));
}

function trustFor(service: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
}

async function lookAtBoundary(aws: Aws, arn: string): Promise<Line> {
  try {
    await (await aws.iam()).getPolicy({ PolicyArn: arn });
    return passed(ofBoundary, arn);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return failed(
      ofBoundary,
      `there is no policy ${arn}`,
      'make it: aws iam create-policy --policy-name NAME --policy-document file://dist/<name>/iam/boundary.json',
    );
  }
}
