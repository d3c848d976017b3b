import { compareAddonVersions } from '../../aws/addons/addon-versions.ts';

// EKS's user guide on updating vpc-cni and the Pod Identity agent, read 2026-11: one minor version at a time.
const minorByMinor: ReadonlySet<string> = new Set(['vpc-cni', 'eks-pod-identity-agent']);

/** The versions by which an addon goes from one to another, of those that EKS has for it. */
export function addonPath(
  addon: string,
  { from, to, offered }: { from: string; to: string; offered: readonly string[] },
): string[] {
  if (!minorByMinor.has(addon)) return [to];
  const direction = Math.sign(compareAddonVersions(to, from));
  const isBetween = (version: string) =>
    Math.sign(compareAddonVersions(version, from)) === direction &&
    Math.sign(compareAddonVersions(to, version)) === direction;
  // The newest of each minor version, whichever way it goes.
  const newest = new Map(
    offered
      .filter(
        (version) => isBetween(version) && ![from, to].map(minorOf).includes(minorOf(version)),
      )
      .sort(compareAddonVersions)
      .map((version) => [minorOf(version), version]),
  );
  const steps = [...newest.values()].sort((a, b) => direction * compareAddonVersions(a, b));
  return [...steps, to];
}

function minorOf(version: string): string | undefined {
  return /\d+\.\d+/.exec(version)?.[0];
}
