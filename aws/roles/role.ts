import { isDenied, isMissing } from '../aws-error.ts';
import type { Aws } from '../clients.ts';

/** An IAM role as far as one may read it. */
export interface Role {
  readonly arn: string;
  readonly trust: unknown;
  /** Names of the policies attached to it. */
  readonly attached: readonly string[];
  /** Policies written into it, by name. */
  readonly inline: Readonly<Record<string, unknown>>;
}

/** A role, or why nothing is known of it. */
export type RoleOrReason = Role | string;

/** Reads a role with all its policies. */
export async function readRole(aws: Aws, arn: string): Promise<RoleOrReason> {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  const iam = await aws.iam();
  try {
    const [{ Role }, attached, inline] = await Promise.all([
      iam.getRole({ RoleName }),
      iam.listAttachedRolePolicies({ RoleName }),
      iam.listRolePolicies({ RoleName }),
    ]);
    const documents = await Promise.all(
      (inline.PolicyNames ?? []).map(async (PolicyName) => {
        const { PolicyDocument } = await iam.getRolePolicy({ RoleName, PolicyName });
        return [PolicyName, decoded(PolicyDocument)] as const;
      }),
    );
    return {
      arn,
      trust: decoded(Role?.AssumeRolePolicyDocument),
      attached: (attached.AttachedPolicies ?? []).map(({ PolicyName = '' }) => PolicyName).sort(),
      inline: Object.fromEntries(documents),
    };
  } catch (error) {
    if (isMissing(error)) return 'IAM has no such role';
    if (isDenied(error)) return 'you may not read it (iam:GetRole)';
    throw error;
  }
}

function decoded(document: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(document ?? '{}'));
}
