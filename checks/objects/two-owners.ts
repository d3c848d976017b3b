import type { Check, Finding } from '../check.ts';
import { madeByEksctl } from '../cluster/eksctl-accounts.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';

const finding = findingsOf('two-owners');

/** A ServiceAccount that eksctl creates and a manifest too: the later one takes the other's role away. */
export const twoOwners: Check = (subject) => {
  const index = indexOf(subject);
  return madeByEksctl(subject.clusterConfig).flatMap(({ namespace, name, by }): Finding[] => {
    const manifest = index.find('ServiceAccount', namespace, name);
    if (!manifest) return [];
    return [
      finding(manifest, {
        path: 'metadata.name',
        value: name,
        message: `has two owners: ${by} creates it as well, with the role that this manifest doesn't name`,
        fix: 'leave the ServiceAccount out of the manifest, or set roleOnly in the ClusterConfig and the role here',
      }),
    ];
  });
};
