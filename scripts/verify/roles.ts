import { evaluate } from '../../eksctl/iam/evaluate.ts';
import { readPolicy } from '../../eksctl/iam/policy.ts';
import { PolicyError } from '../../eksctl/iam/policy-error.ts';
import { domainOf } from '../../tables/regions.ts';
import type { Role, RoleOrReason } from '../../aws/roles/role.ts';
import { serviceMayTake } from '../../aws/roles/trust.ts';
import { done, type Item, notChecked, wrong } from './exercise.ts';

/** What a role must be: whom it trusts, and of which policies it has one each. */
interface Wanted {
  readonly serviceIn: (partition: string) => string;
  readonly policies: readonly (readonly string[])[];
  /** Where the cluster file says something of it. */
  readonly key: string;
}

const clusterRole: Wanted = {
  serviceIn: () => 'eks.amazonaws.com',
  policies: [['AmazonEKSClusterPolicy']],
  key: 'roles.cluster',
};

// The network plugin has a role of its own, so the nodes need none of its policy.
const nodeRole: Wanted = {
  serviceIn: (partition) => `ec2.${domainOf(partition)}`,
  policies: [
    ['AmazonEKSWorkerNodePolicy'],
    ['AmazonEC2ContainerRegistryPullOnly', 'AmazonEC2ContainerRegistryReadOnly'],
  ],
  key: 'roles.node',
};

/** The control plane's role. */
export function clusterRoleItem(role: RoleOrReason): Item {
  return roleItem("the cluster's role", role, clusterRole);
}

/** The nodes' role. */
export function nodeRoleItem(role: RoleOrReason): Item {
  return roleItem("the nodes' role", role, nodeRole);
}

function roleItem(what: string, role: RoleOrReason, { serviceIn, policies, key }: Wanted): Item {
  if (typeof role === 'string') return notChecked(what, role);
  const { arn, trust, attached } = role;
  const service = serviceIn(arn.split(':')[1] ?? 'aws');
  const lacks = [
    ...(serviceMayTake(trust, service) ? [] : [`does not trust ${service}`]),
    ...policies
      .filter((choices) => !choices.some((choice) => attached.includes(choice)))
      .map(([first]) => `lacks ${first}`),
  ];
  return lacks.length === 0
    ? done(what, `${arn} trusts ${service} and has ${attached.join(', ')}`)
    : wrong(what, `${arn} ${lacks.join(' and ')}`, `see ${key} in docs/cluster-file.md`);
}

const SCALE = 'autoscaling:SetDesiredCapacity';

/** What every pod on the nodes could do with the nodes' role: scaling must not be among it. */
export function nodeRoleScales(role: RoleOrReason): Item {
  const what = "the nodes' role has no right to scale";
  if (typeof role === 'string') return notChecked(what, role);
  const { arn, attached, inline } = role;
  const granting = [
    ...attached.filter((name) => /auto-?scal/i.test(name)),
    ...Object.entries(inline).flatMap(([name, document]) => (scales(document) ? [name] : [])),
  ];
  return granting.length === 0
    ? done(what, `${arn} lets nobody do ${SCALE}`)
    : wrong(
        what,
        `${granting.join(', ')} of ${arn} lets every pod on the nodes do ${SCALE}`,
        `remove it: aws iam ${remove(role, granting[0] ?? '')}; the autoscaler has its own role`,
      );
}

function scales(document: unknown): boolean {
  try {
    return evaluate([readPolicy(document)], { action: SCALE }).decision === 'allowed';
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    // What can't be judged and speaks of it is taken for granting it.
    return JSON.stringify(document).includes('autoscaling:');
  }
}

function remove({ arn, inline }: Role, policy: string): string {
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  return policy in inline
    ? `delete-role-policy --role-name ${role} --policy-name ${policy}`
    : `detach-role-policy --role-name ${role} --policy-arn ARN-OF-${policy}`;
}
