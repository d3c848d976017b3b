import { calendarRead, eksSupport, kubernetesVersions, minorOf } from '../../tables/kubernetes.ts';
import type { ConfigRule } from './rule.ts';

/** A ClusterConfig is made only for a minor that EKS sells, with the support that it sells for it. */
export const kubernetesSupport: ConfigRule = ({ kubernetes, manifestsOnly, support }) => {
  if (manifestsOnly) return [];
  const { standardUntil, extendedUntil } = minorOf(kubernetes);
  const sold = kubernetesVersions.filter((version) => eksSupport(version) !== 'ended');
  if (eksSupport(kubernetes) === 'ended') {
    return [
      {
        path: ['kubernetes'],
        reads: [['manifestsOnly']],
        message: `EKS stopped selling this minor on ${extendedUntil} (calendar as of ${calendarRead})`,
        allowed: sold.map((version) => `"${version}"`).join(', '),
        fix: 'choose one of these, or write manifestsOnly: true to get the manifests without a ClusterConfig',
      },
    ];
  }
  if (eksSupport(kubernetes) === 'extended' && support === 'standard') {
    return [
      {
        path: ['kubernetes'],
        reads: [['support']],
        message: `standard support for this minor ended on ${standardUntil}; EKS creates it only with extended support, at about six times the price`,
        allowed: `with standard support: ${sold
          .filter((version) => eksSupport(version) === 'standard')
          .map((version) => `"${version}"`)
          .join(', ')}`,
        fix: 'choose one of these, or accept the price with support: extended',
      },
    ];
  }
  return [];
};
