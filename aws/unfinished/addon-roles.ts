import type { Addon, ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { hasRole } from '../../eksctl/cluster-config.ts';

/** An addon that is there, and the role that its pods act with; undefined where that is their node's. */
export interface AddonRole {
  readonly name: string;
  readonly role?: string;
}

/** Addons that have no role of their own. */
export interface Roleless {
  readonly part: 'addon roles';
  readonly what: string;
  readonly addons: readonly Addon[];
}

/**
 * The addons that lack their role. eksctl makes the network plugin before the OIDC provider, and gives it its role
 * after that; without it, the nodes' role gets the plugin's policy, and with the role every pod.
 */
export function rolelessAddons(
  { addons = [] }: EksctlClusterConfig,
  there: readonly AddonRole[],
): Roleless[] {
  const roleless = addons.filter(
    (addon) => hasRole(addon) && there.some(({ name, role }) => name === addon.name && !role),
  );
  if (roleless.length === 0) return [];
  const names = roleless.map(({ name }) => name).join(', ');
  return [
    {
      part: 'addon roles',
      what: `the role of the addon${roleless.length > 1 ? 's' : ''} ${names}`,
      addons: roleless,
    },
  ];
}
