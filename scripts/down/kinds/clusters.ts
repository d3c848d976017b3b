import { findCluster } from '../../../aws/find-cluster.ts';
import type { Kind } from '../kind.ts';

/** The control plane itself, which eksctl deletes. */
export const clusters: Kind = {
  what: 'the EKS cluster',
  find: async (aws, name) => {
    const cluster = await findCluster(aws, name);
    if (!cluster) return [];
    return [{ id: name, words: `EKS cluster ${name} (${cluster.status})`, billed: true }];
  },
  remove: async () => undefined,
};
