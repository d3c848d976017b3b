import type { Aws } from '../clients.ts';

/** The versions of an addon that EKS has for a minor version of Kubernetes, oldest first. */
export async function addonVersions(
  aws: Aws,
  addonName: string,
  kubernetesVersion: string,
): Promise<string[]> {
  const eks = await aws.eks();
  const versions: string[] = [];
  const pages = eks.paginateDescribeAddonVersions({ addonName, kubernetesVersion });
  for await (const { addons = [] } of pages) {
    for (const { addonVersions: offered = [] } of addons) {
      versions.push(...offered.flatMap(({ addonVersion }) => addonVersion ?? []));
    }
  }
  return versions.sort(compareAddonVersions);
}

/** The newest of them; undefined where there is none. */
export async function newestAddonVersion(
  aws: Aws,
  addonName: string,
  kubernetesVersion: string,
): Promise<string | undefined> {
  return (await addonVersions(aws, addonName, kubernetesVersion)).at(-1);
}

/** Puts v1.9.0-eksbuild.2 before v1.10.0-eksbuild.1. */
export function compareAddonVersions(a: string, b: string): number {
  const [own, other] = [numbers(a), numbers(b)];
  const index = own.findIndex((number, position) => number !== (other[position] ?? 0));
  return index === -1 ? own.length - other.length : (own[index] ?? 0) - (other[index] ?? 0);
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
