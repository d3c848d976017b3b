import {
  calendarRead,
  eksSupport,
  type KubernetesVersion,
  kubernetesVersions,
  minorOf,
} from '../../tables/kubernetes.ts';
import type { ConfigRule } from './rule.ts';

/** A ClusterConfig is made only for a minor that EKS sells, with the support that it sells for it. */
export const kubernetesSupport: ConfigRule = ({ kubernetes, manifestsOnly, support }) => {
  if (manifestsOnly) return [];
  const { standardUntil, extendedUntil } = minorOf(kubernetes);
  if (eksSupport(kubernetes) === 'ended') {
    return [
      {
        path: ['kubernetes'],
        reads: [['manifestsOnly']],
        message: `EKS stopped selling this minor on ${extendedUntil} (calendar as of ${calendarRead})`,
        allowed:
          support === 'standard'
            ? `${sold('standard')}; with support: extended, at about six times the price, ${sold('extended')} too`
            : sold('standard', 'extended'),
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
        allowed: `with standard support: ${sold('standard')}`,
        fix: 'choose one of these, or accept the price with support: extended',
      },
    ];
  }
  return [];
};

function sold(...kinds: readonly ReturnType<typeof eksSupport>[]): string {
  const isSold = (version: KubernetesVersion) => kinds.includes(eksSupport(version));
  return kubernetesVersions
    .filter(isSold)
    .map((version) => `"${version}"`)
    .join(', ');
}
