import type { Addon } from 'eksctl-config-types';
import { commandLine, show } from '../../aws/programs/call.ts';
import { nodeGroupStackName, serviceAccountStackName } from '../../eksctl/stack-names.ts';
import { unfinished } from '../../aws/unfinished/unfinished.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { missingAccess } from './access.ts';
import { earlyAddons, isEarly } from './early-addons.ts';
import { finish } from './finish.ts';
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
  const isThere = ({ name: addon }: Addon) => made.addons.some((one) => one.name === addon);
  const lacksAddons = addons.filter((addon) => !isThere(addon));
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
  const rest = unfinished(clusterConfig.object, made).map((one) =>
    finish(clusterConfig.object, one),
  );
  // Nodes that come while the network plugin has no role get its policy into their own.
  const isBeforeNodes = ({ part }: Missing) => part === 'addon roles';
  return [
    ...(made.hasProvider
      ? []
      : [
          eksctl(name, 'provider', 'the OIDC provider, through which ServiceAccounts get roles', [
            'utils',
            'associate-iam-oidc-provider',
            '-f',
            file,
            '--approve',
          ]),
        ]),
    ...(early.length > 0 ? [earlyAddons(clusterConfig.object, file, early)] : []),
    ...rest.filter(isBeforeNodes),
    ...(lacksRoles.length > 0
      ? [
          eksctl(
            name,
            'roles',
            `the roles of the ServiceAccounts ${names(lacksRoles.map(({ metadata }) => ({ name: metadata?.name })))}`,
            [
              'create',
              'iamserviceaccount',
              '-f',
              file,
              // eksctl passes over an account that is there already, and would make no role.
              '--override-existing-serviceaccounts',
              '--approve',
            ],
          ),
        ]
      : []),
    ...(lacksGroups.length > 0
      ? [
          eksctl(name, 'nodes', `the node group ${names(lacksGroups)}`, [
            'create',
            'nodegroup',
            '-f',
            file,
          ]),
        ]
      : []),
    ...(addonsAfter.length > 0
      ? [
          eksctl(name, 'addons', `the addons ${names(addonsAfter)}`, [
            'create',
            'addon',
            '-f',
            file,
          ]),
        ]
      : []),
    ...missingAccess(config, accessConfig?.accessEntries ?? [], made.entries),
    ...rest.filter((part) => !isBeforeNodes(part)),
  ];
}

function eksctl(cluster: string, part: Missing['part'], what: string, args: string[]): Missing {
  return {
    part,
    what,
    commands: [commandLine('eksctl', args)],
    make: () => show('eksctl', args, { cluster }),
  };
}

function names(items: readonly { readonly name?: unknown }[]): string {
  return items.map(({ name }) => String(name)).join(', ');
}
