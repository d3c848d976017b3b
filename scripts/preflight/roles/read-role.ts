import { isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';

/** A role of the account, as far as it matters here. */
export interface Role {
  readonly arn: string;
  /** Its trust policy, as JSON. */
  readonly trust: string;
  /** The names of the policies attached to it. */
  readonly policies: readonly string[];
}

/** Reads a role; undefined where there is none of that name. */
export async function readRole(aws: Aws, RoleName: string): Promise<Role | undefined> {
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

// Reading all of a registry holds pulling from it.
const instead: Readonly<Record<string, readonly string[]>> = {
  AmazonEC2ContainerRegistryPullOnly: [
    'AmazonEC2ContainerRegistryReadOnly',
    'AmazonEC2ContainerRegistryPowerUser',
    'AmazonEC2ContainerRegistryFullAccess',
  ],
};

/** Which of some policies a role lacks, where it has no other that holds them. */
export function lacking({ policies }: Role, wanted: readonly string[]): string[] {
  return wanted.filter(
    (policy) => ![policy, ...(instead[policy] ?? [])].some((one) => policies.includes(one)),
  );
}
