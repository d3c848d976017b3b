import { type About, check } from '../check.ts';
import { at, list, show } from '../values.ts';
import { addonNames } from './eksctl-accounts.ts';

const agent = 'eks-pod-identity-agent';

const about: About = {
  id: 'pod-identity',
  severity: 'broken',
  why: 'Pod identities work through an agent on each node; without it no pod gets its role.',
  remedy: 'Add eks-pod-identity-agent to addons.',
};

export const podIdentity = check(about, ({ clusterConfig }) => {
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
      check: about.id,
      file: clusterConfig.path,
      object: `ClusterConfig ${show(at(clusterConfig.object, 'metadata', 'name'))}`,
      path: String(used[0]),
      message: `needs the addon ${agent}: without it no pod gets its role`,
      fix: `add ${agent} to addons`,
    },
  ];
});
