import type { Aws } from '../../aws/clients.ts';
import type { Kind } from './kind.ts';
import { isInUse } from './until-free.ts';

/** Takes away everything of one sort that a cluster has at this moment, and says what. */
export async function removeAll(aws: Aws, kind: Kind, cluster: string): Promise<void> {
  for (const found of await kind.find(aws, cluster)) {
    console.log(`deleting ${found.words}`);
    await kind.remove(aws, found, cluster);
  }
}

/** The same while something of the cluster is there: what that still uses is left for later. */
export async function removeFree(
  aws: Aws,
  kind: Kind,
  cluster: string,
  later = 'once more when the cluster is gone',
): Promise<void> {
  for (const found of await kind.find(aws, cluster)) {
    console.log(`deleting ${found.words}`);
    try {
      await kind.remove(aws, found, cluster);
    } catch (error) {
      if (!isInUse(error)) throw error;
      console.log(`  something still uses it: ${later}`);
    }
  }
}
