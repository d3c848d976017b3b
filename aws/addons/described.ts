import type { Addon } from '@aws-sdk/client-eks';
import type { Aws } from '../clients.ts';

/** A cluster's EKS addons as EKS describes them, by name. */
export async function addonsOf(
  aws: Aws,
  clusterName: string,
): Promise<(Addon & { readonly addonName: string })[]> {
  const eks = await aws.eks();
  const names: string[] = [];
  for await (const { addons = [] } of eks.paginateListAddons({ clusterName })) {
    names.push(...addons);
  }
  return Promise.all(
    names.sort().map(async (addonName) => {
      const { addon } = await eks.describeAddon({ clusterName, addonName });
      return { ...addon, addonName };
    }),
  );
}
