import type { Aws } from '../aws/clients.ts';
import { quote } from '../programs/shell.ts';
import type { Synthesized } from '../synthesize.ts';
import { nodeGroupStackName, serviceAccountStackName } from '../stacks/names.ts';
import { show } from '../programs/call.ts';
import type { Made } from './made.ts';

/** One part that a cluster lacks, and the call that makes it. */
export interface Missing {
  readonly what: string;
  /** As a person would type it. */
  readonly command: string;
  readonly make: (aws: Aws) => Promise<void>;
}

/** What a cluster that is there lacks of its ClusterConfig, in the order in which eksctl makes it. */
export function missingParts(
  { config, clusterConfig }: Synthesized,
  file: string,
  made: Made,
): Missing[] {
  const { name } = config;
  const { addons = [], iam, managedNodeGroups = [], accessConfig } = clusterConfig?.object ?? {};
  const stacks = new Set(made.stacks.map((stack) => stack.name));
  const eksctl = (what: string, args: string[]): Missing => ({
    what,
    command: ['eksctl', ...args].map(quote).join(' '),
    make: () => show('eksctl', args),
  });
  const lacksAddons = addons.filter(({ name: addon }) => !made.addons.includes(addon));
  const lacksRoles = (iam?.serviceAccounts ?? []).filter(({ metadata }) => {
    const { namespace = '', name: account = '' } = metadata ?? {};
    return !stacks.has(serviceAccountStackName(name, { namespace, name: account }));
  });
  const lacksGroups = managedNodeGroups.filter(
    ({ name: group = '' }) =>
      !made.nodeGroups.includes(group) && !stacks.has(nodeGroupStackName(name, group)),
  );
  const lacksEntries = (accessConfig?.accessEntries ?? []).filter(
    ({ principalARN }) => !made.principals.includes(String(principalARN)),
  );
  return [
    ...(made.hasProvider
      ? []
      : [
          eksctl('the OIDC provider, by which ServiceAccounts take roles', [
            'utils',
            'associate-iam-oidc-provider',
            '-f',
            file,
            '--approve',
          ]),
        ]),
    ...(lacksAddons.length > 0
      ? [eksctl(`the addons ${names(lacksAddons)}`, ['create', 'addon', '-f', file])]
      : []),
    ...(lacksRoles.length > 0
      ? [
          eksctl(
            `the roles of the ServiceAccounts ${names(lacksRoles.map(({ metadata }) => ({ name: metadata?.name })))}`,
            ['create', 'iamserviceaccount', '-f', file, '--approve'],
          ),
        ]
      : []),
    ...(lacksGroups.length > 0
      ? [eksctl(`the node group ${names(lacksGroups)}`, ['create', 'nodegroup', '-f', file])]
      : []),
    ...lacksEntries.map(({ principalARN, accessPolicies }) => ({
      what: `the access of ${String(principalARN)}`,
      command: `aws eks create-access-entry --cluster-name ${quote(name)} --region ${quote(config.region)} --principal-arn ${quote(String(principalARN))}`,
      make: (aws: Aws) =>
        createEntry(
          aws,
          name,
          String(principalARN),
          (accessPolicies ?? []).map(({ policyARN }) => String(policyARN)),
        ),
    })),
  ];
}

// eksctl would stop at the entries that exist, the creator's among them.
async function createEntry(
  aws: Aws,
  clusterName: string,
  principalArn: string,
  policies: readonly string[],
): Promise<void> {
  const eks = await aws.eks();
  await eks.createAccessEntry({ clusterName, principalArn });
  for (const policyArn of policies) {
    await eks.associateAccessPolicy({
      clusterName,
      principalArn,
      policyArn,
      accessScope: { type: 'cluster' },
    });
  }
}

function names(items: readonly { readonly name?: unknown }[]): string {
  return items.map(({ name }) => String(name)).join(', ');
}
