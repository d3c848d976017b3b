import type { Kubectl } from '../../aws/kubectl.ts';

interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly ownerReferences?: readonly unknown[];
  };
}

/** The pods that nothing brings back when their node goes, as namespace/name. */
export async function barePods(kubectl: Kubectl): Promise<string[]> {
  const { items } = await kubectl.json<{ items: Pod[] }>(['get', 'pods', '-A']);
  return items
    .filter(({ metadata }) => !metadata.ownerReferences?.length)
    .map(({ metadata: { namespace, name } }) => `${namespace}/${name}`)
    .sort();
}
