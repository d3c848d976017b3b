import { commandLine, show } from '../../aws/programs/call.ts';
import { nodeGroupStackName, serviceAccountStackName } from '../../eksctl/stack-names.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { missingAccess } from './access.ts';
import { earlyAddons, isEarly } from './early-addons.ts';
import type { Made } from './made.ts';
import type { Missing } from './missing-part.ts';

/** What a cluster that is there lacks of its ClusterConfig, in the order in which eksctl makes it. */
export function missingParts(
  { config, clusterConfig }: Synthesized,
  file: string,
  made: Made,
): Missing[] {
  if (!clusterConfig) return [];
  const { name } = config;
  const { addons = [], iam, managedNodeGroups = [], accessConfig } = clusterConfig.object;
  const stacks = new Set(made.stacks.map((stack) => stack.name));
  const lacksAddons = addons.filter(({ name: addon }) => !made.addons.includes(addon));
  const lacksRoles = (iam?.serviceAccounts ?? []).filter(({ metadata }) => {
    const { namespace = '', name: account = '' } = metadata ?? {};
    return !stacks.has(serviceAccountStackName(name, { namespace, name: account }));
  });
  const lacksGroups = managedNodeGroups.filter(
    ({ name: group = '' }) =>
      !made.nodeGroups.includes(group) && !stacks.has(nodeGroupStackName(name, group)),
  );
  const early = lacksGroups.length > 0 ? lacksAddons.filter(isEarly) : [];
  const addonsAfter = lacksAddons.filter((addon) => !early.includes(addon));
  return [
    ...(made.hasProvider
      ? []
      : [
          eksctl('provider', 'the OIDC provider, by which ServiceAccounts take roles', [
            'utils',
            'associate-iam-oidc-provider',
            '-f',
            file,
            '--approve',
          ]),
        ]),
    ...(early.length > 0 ? [earlyAddons(clusterConfig.object, file, early)] : []),
    ...(lacksRoles.length > 0
      ? [
          eksctl(
            'roles',
            `the roles of the ServiceAccounts ${names(lacksRoles.map(({ metadata }) => ({ name: metadata?.name })))}`,
            ['create', 'iamserviceaccount', '-f', file, '--approve'],
          ),
        ]
      : []),
    ...(lacksGroups.length > 0
      ? [
          eksctl('nodes', `the node group ${names(lacksGroups)}`, [
            'create',
            'nodegroup',
            '-f',
            file,
          ]),
        ]
      : []),
    ...(addonsAfter.length > 0
      ? [eksctl('addons', `the addons ${names(addonsAfter)}`, ['create', 'addon', '-f', file])]
      : []),
    ...missingAccess(config, accessConfig?.accessEntries ?? [], made.entries),
  ];
}

function eksctl(part: Missing['part'], what: string, args: string[]): Missing {
  return {
    part,
    what,
    commands: [commandLine('eksctl', args)],
    make: () => show('eksctl', args),
  };
}

function names(items: readonly { readonly name?: unknown }[]): string {
  return items.map(({ name }) => String(name)).join(', ');
}
