import {
  calendarRead,
  eksSupport,
  knownKubernetes,
  kubernetesVersions,
  minorOf,
} from '../../tables/kubernetes.ts';
import type { SoldVersion } from './sold-versions.ts';

/** What the project's dated table says otherwise than EKS, a line for each. */
export function compareVersions(sold: readonly SoldVersion[]): string[] {
  return [
    ...sold.flatMap(differences),
    ...kubernetesVersions
      .filter((version) => !sold.some((other) => other.version === version))
      .map(
        (version) =>
          `${version}  EKS no longer sells it; the table has it as ${eksSupport(version)} (as of ${calendarRead})`,
      ),
  ];
}

function differences(sold: SoldVersion): string[] {
  const known = knownKubernetes(sold.version);
  if (!known) {
    return sold.support === 'ended'
      ? []
      : [`${sold.version}  EKS sells it (${sold.support}); the table does not have it`];
  }
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
