import type { Check } from '../check.ts';
import { at, list, show } from '../values.ts';
import { addonNames } from './eksctl-accounts.ts';

const agent = 'eks-pod-identity-agent';

/** Pod identities without the agent that hands them out. */
export const podIdentity: Check = ({ clusterConfig }) => {
  if (!clusterConfig) return [];
  const places = [
    ['iam.podIdentityAssociations', at(clusterConfig.object, 'iam', 'podIdentityAssociations')],
    ...list(at(clusterConfig.object, 'addons')).map((addon, i) => [
      `addons[${i}].podIdentityAssociations`,
      at(addon, 'podIdentityAssociations'),
    ]),
  ];
  const used = places.find(([, value]) => list(value).length > 0);
  if (!used || addonNames(clusterConfig).includes(agent)) return [];
  return [
    {
      check: 'pod-identity',
      file: clusterConfig.path,
      object: `ClusterConfig ${show(at(clusterConfig.object, 'metadata', 'name'))}`,
      path: String(used[0]),
      message: `needs the addon ${agent}: without it no pod gets its role`,
      fix: `add ${agent} to addons`,
    },
  ];
};
