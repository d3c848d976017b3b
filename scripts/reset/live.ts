import type { Kubectl } from '../../aws/kubectl.ts';
import type { KubeObject } from '../../output/manifest.ts';

/** Those of our objects that the cluster has under the same name, whoever made them. */
export async function readLive(
  kubectl: Kubectl,
  wanted: readonly KubeObject[],
): Promise<KubeObject[]> {
  if (wanted.length === 0) return [];
  const names = wanted.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }) },
  }));
  const asked = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: names });
  return itemsIn(await kubectl.text(['get', '-f', '-', '--ignore-not-found', '-o', 'json'], asked));
}

/** The objects that kubectl printed as JSON: one, a list, or none. */
export function itemsIn(printed: string): KubeObject[] {
  if (printed.trim() === '') return [];
  const parsed = JSON.parse(printed) as KubeObject & { readonly items?: KubeObject[] };
  return parsed.items ?? [parsed];
}
