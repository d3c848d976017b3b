import type { Aws } from '../aws/clients.ts';
import type { Kind } from './kind.ts';

/** Takes away everything of one sort that a cluster has at this moment, and says what. */
export async function removeAll(aws: Aws, kind: Kind, cluster: string): Promise<void> {
  for (const found of await kind.find(aws, cluster)) {
    console.log(`deleting ${found.words}`);
    await kind.remove(aws, found, cluster);
  }
}
