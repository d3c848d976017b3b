import type { Kubectl } from '../../aws/kubectl.ts';
import { identityOf, type KubeObject } from '../../output/manifest.ts';

/** Those of our objects that the cluster has under the same name, by their identity, whoever made them. */
export async function readLive(
  kubectl: Kubectl,
  wanted: readonly KubeObject[],
): Promise<ReadonlyMap<string, KubeObject>> {
  if (wanted.length === 0) return new Map();
  const names = wanted.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }) },
  }));
  const asked = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: names });
  const args = ['get', '-f', '-', '--ignore-not-found', '-o', 'json'];
  return new Map(itemsIn(await kubectl.text(args, asked)).map((one) => [identityOf(one), one]));
}

/** The objects that kubectl printed as JSON: one, a list, or none. */
export function itemsIn(printed: string): KubeObject[] {
  if (printed.trim() === '') return [];
  const parsed = JSON.parse(printed) as KubeObject & { readonly items?: KubeObject[] };
  return parsed.items ?? [parsed];
}
