import type { Addon } from './status.ts';

/** The addons that don't work, with EKS's reasons: it lists them like those that do, and eksctl passes them over. */
export function brokenAddons(addons: readonly Addon[]): string[] {
  return addons
    .filter(({ status }) => /DEGRADED|FAILED/.test(status))
    .map(({ name, status, issues }) => {
      const why = issues.map(({ message }) => message).join('; ');
      return `the addon ${name} is ${status}${why ? `: ${why}` : ''}`;
    });
}
