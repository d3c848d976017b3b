import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { awsFlags, type Context, clusterFlags, itemOf } from './context.ts';

interface Entry {
  readonly principalARN: string;
  readonly type?: string;
  readonly kubernetesGroups?: readonly string[];
  readonly accessPolicies?: readonly {
    readonly policyARN: string;
    readonly accessScope: { readonly type: string; readonly namespaces?: readonly string[] };
  }[];
}

/** An access entry that is new, gone or other than it was. */
export function accessEntry(context: Context): Step[] {
  const principal = itemOf(context);
  const entry = entriesOf(context.after).find(({ principalARN }) => principalARN === principal);
  const existed = entriesOf(context.before).some(({ principalARN }) => principalARN === principal);
  return [
    ...(existed ? [remove(context, principal)] : []),
    ...(entry ? create(context, entry) : []),
  ];
}

/** Whether the creator of a cluster is its admin is asked once, when it is created. */
export function creatorIsAdmin(context: Context): Step[] {
  const principal = '"$(aws sts get-caller-identity --query Arn --output text)"';
  if (context.change.after === false) {
    return [
      {
        command: `aws eks delete-access-entry ${awsFlags(context)} --principal-arn ${principal}`,
        why: 'EKS asks this only at creation; later, another admin must remove the creator’s entry by hand, with the creator’s ARN',
      },
    ];
  }
  return [
    {
      command: `aws eks create-access-entry ${awsFlags(context)} --principal-arn ${principal}`,
      why: 'EKS asks this only at creation; later, the creator gets an entry like everybody else (add the principal to access.admins)',
    },
  ];
}

/** The way by which principals get in, which only ever goes from the ConfigMap to entries. */
export function authenticationMode(context: Context): Step[] | undefined {
  const order = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'];
  const { before, after } = context.change;
  const from = order.indexOf(String(before));
  const to = order.indexOf(String(after));
  if (from < 0 || to <= from) return undefined;
  return order.slice(from + 1, to + 1).map((mode) => ({
    command: `eksctl utils update-authentication-mode ${clusterFlags(context)} --authentication-mode ${mode}`,
    why: `lets principals in by ${mode}; you cannot undo this`,
  }));
}

function remove(context: Context, principal: string): Step {
  return {
    command: `eksctl delete accessentry ${clusterFlags(context)} --principal-arn ${quote(principal)}`,
    why: `removes ${principal}'s access`,
  };
}

// `create accessentry -f` makes every entry of the file and fails at those that exist.
function create(
  context: Context,
  { principalARN, type, kubernetesGroups, accessPolicies }: Entry,
): Step[] {
  if (entriesOf(context.before).length === 0) {
    return [
      {
        command: `eksctl create accessentry -f ${quote(context.file)}`,
        why: 'access for the principals of access.admins and learners',
      },
    ];
  }
  const principal = `--principal-arn ${quote(principalARN)}`;
  const groups = kubernetesGroups
    ? ` --kubernetes-groups ${kubernetesGroups.map(quote).join(' ')}`
    : '';
  return [
    {
      command: `aws eks create-access-entry ${awsFlags(context)} ${principal}${type ? ` --type ${quote(type)}` : ''}${groups}`,
      why: `an entry for ${principalARN}; eksctl would fail because of the entries that exist`,
    },
    ...(accessPolicies ?? []).map(({ policyARN, accessScope }) => ({
      command: `aws eks associate-access-policy ${awsFlags(context)} ${principal} --policy-arn ${quote(policyARN)} --access-scope ${quote(scope(accessScope))}`,
      why: `what ${principalARN} may do`,
    })),
  ];
}

function scope({ type, namespaces }: { type: string; namespaces?: readonly string[] }): string {
  return `type=${type}${namespaces ? `,namespaces=${namespaces.join(',')}` : ''}`;
}

function entriesOf(config: Context['before']): Entry[] {
  const entries = (config.accessConfig as { accessEntries?: Entry[] } | undefined)?.accessEntries;
  return entries ?? [];
}
