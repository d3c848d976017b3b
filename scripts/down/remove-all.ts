import type { Aws } from '../../aws/clients.ts';
import type { Found, Kind } from './kind.ts';
import type { Proof } from './proof.ts';
import { isInUse } from './until-free.ts';

/** Takes away everything of one sort that is proved to be a cluster's at this moment, and says what. */
export async function removeAll(aws: Aws, kind: Kind, proof: Proof): Promise<void> {
  for (const found of await proved(aws, kind, proof)) {
    console.log(`deleting ${found.words}`);
    await kind.remove(aws, found, proof);
  }
}

/** The same while something of the cluster is there: what that still uses is left for later. */
export async function removeFree(
  aws: Aws,
  kind: Kind,
  proof: Proof,
  later = 'once more when the cluster is gone',
): Promise<void> {
  for (const found of await proved(aws, kind, proof)) {
    console.log(`deleting ${found.words}`);
    try {
      await kind.remove(aws, found, proof);
    } catch (error) {
      if (!isInUse(error)) throw error;
      console.log(`  something still uses it: ${later}`);
    }
  }
}

/** What of one sort is proved to be a cluster's. */
export async function proved(aws: Aws, kind: Kind, proof: Proof): Promise<Found[]> {
  return (await kind.find(aws, proof)).filter(({ doubt }) => doubt === undefined);
}
