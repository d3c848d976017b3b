import type { Addon as EksAddon } from '@aws-sdk/client-eks';
import type { Aws } from '../clients.ts';
import { compareAddonVersions, newestAddonVersion } from './addon-versions.ts';
import { asIssues } from './as-issues.ts';
import { addonsOf } from './described.ts';
import type { Addon } from './status.ts';
import { type Unknown, unlessDenied } from './unless-denied.ts';

/** A cluster's EKS addons and, when asked, newer versions of them for its minor. */
export async function readAddons(
  aws: Aws,
  clusterName: string,
  minor: string,
  withNewer: boolean,
  unknown: Unknown,
): Promise<Addon[]> {
  const described = await addonsOf(aws, clusterName);
  return Promise.all(
    described.map(async (addon) => {
      const { addonName, addonVersion: version = '' } = addon;
      const newest = withNewer
        ? await unlessDenied('whether there are newer addons', unknown, () =>
            newestAddonVersion(aws, addonName, minor),
          )
        : undefined;
      return {
        name: addonName,
        status: addon.status ?? 'UNKNOWN',
        version,
        ...(newest && compareAddonVersions(newest, version) > 0 && { newerVersion: newest }),
        issues: asIssues(addon.health?.issues),
        ...roleOf(addon),
      };
    }),
  );
}

// By an annotation or by pod identity.
function roleOf({
  serviceAccountRoleArn,
  podIdentityAssociations: [association] = [],
}: EksAddon): Pick<Addon, 'role'> {
  const role = serviceAccountRoleArn ?? association;
  return role ? { role } : {};
}
