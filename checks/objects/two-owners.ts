import { type About, check, type Finding } from '../check.ts';
import { madeByEksctl } from '../cluster/eksctl-accounts.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';

const about: About = {
  id: 'two-owners',
  severity: 'broken',
  why: "If eksctl and a manifest both create a ServiceAccount, the later one removes the other's role.",
  remedy: 'Let one of them create it.',
};
const finding = findingsOf(about);

export const twoOwners = check(about, (subject) => {
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
});
