import { eksSupport, kubernetesVersions, minorOf } from '../../tables/kubernetes.ts';
import type { ConfigRule } from './rule.ts';

/** A ClusterConfig is made only with the support that EKS sells for its minor version. */
export const kubernetesSupport: ConfigRule = ({ kubernetes, manifestsOnly, support }) => {
  if (manifestsOnly || support === 'extended' || eksSupport(kubernetes) === 'standard') return [];
  const standard = kubernetesVersions.filter((version) => eksSupport(version) === 'standard');
  return [
    {
      path: ['kubernetes'],
      reads: [['support']],
      message: `standard support for this minor version ended on ${minorOf(kubernetes).standardUntil}; EKS creates it only with extended support, at about six times the price`,
      allowed: `with standard support: ${standard.map((version) => `"${version}"`).join(', ')}`,
      fix: 'choose one of these, or accept the price with support: extended',
    },
  ];
};
