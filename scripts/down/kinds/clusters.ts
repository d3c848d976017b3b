import { findCluster } from '../../../aws/find-cluster.ts';
import { byHand, type Kind } from '../kind.ts';

/** The control plane itself, which eksctl deletes; one that its tags don't prove is refused before anything is looked for. */
export const clusters: Kind = {
  what: 'the EKS cluster',
  find: async (aws, proof) => {
    const { name } = proof;
    const cluster = await findCluster(aws, name);
    if (!cluster) return [];
    return [
      {
        id: name,
        words: `EKS cluster ${name} (${cluster.status})`,
        billed: true,
        byHand: byHand(proof, 'eks', 'delete-cluster', '--name', name),
      },
    ];
  },
  remove: async () => undefined,
};
