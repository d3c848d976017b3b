import {
  calendarRead,
  eksSupport,
  kubernetesVersions,
  type KubernetesVersion,
  minorOf,
} from '../../tables/kubernetes.ts';
import type { SoldVersion } from './sold-versions.ts';

/** What the project's dated table says otherwise than EKS, a line for each. */
export function compareVersions(sold: readonly SoldVersion[]): string[] {
  return [
    ...sold.flatMap((version) =>
      isKnown(version.version)
        ? differences(version.version, version)
        : version.support === 'ended'
          ? []
          : [`${version.version}  EKS sells it (${version.support}); the table does not have it`],
    ),
    ...kubernetesVersions
      .filter((version) => eksSupport(version) !== 'ended')
      .filter((version) => !sold.some((other) => other.version === version))
      .map(
        (version) =>
          `${version}  EKS no longer sells it; the table has it as ${eksSupport(version)} (as of ${calendarRead})`,
      ),
  ];
}

function differences(known: KubernetesVersion, sold: SoldVersion): string[] {
  const { standardUntil, extendedUntil } = minorOf(known);
  const says = (what: string, ours: string, theirs: string | undefined) =>
    theirs === undefined || ours === theirs
      ? []
      : [`${known}  ${what}: EKS says ${theirs}, the table ${ours}`];
  return [
    ...says('support', `${eksSupport(known)} (as of ${calendarRead})`, sold.support).filter(
      () => eksSupport(known) !== sold.support,
    ),
    ...says('standard support ends', standardUntil, sold.standardUntil),
    ...says('extended support ends', extendedUntil, sold.extendedUntil),
  ];
}

function isKnown(version: string): version is KubernetesVersion {
  return kubernetesVersions.some((known) => known === version);
}
