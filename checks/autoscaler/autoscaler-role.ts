import { ROLE_ANNOTATION } from '../../eksctl/service-account.ts';
import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, fields, list, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';

const about: About = {
  id: 'autoscaler-role',
  severity: 'broken',
  why: 'Without a role in AWS, the autoscaler may scale nothing.',
  remedy: 'Give its ServiceAccount a role, in iam.serviceAccounts or as a pod identity.',
};
const finding = findingsOf(about);

export const autoscalerRole = check(about, (subject) => {
  const { clusterConfig } = subject;
  if (!clusterConfig) return [];
  const { iam } = fields(clusterConfig.object);
  const entries = [
    ...list(at(iam, 'serviceAccounts')).map((entry) => fields(at(entry, 'metadata'))),
    ...list(at(iam, 'podIdentityAssociations')).map((entry) => ({
      namespace: at(entry, 'namespace'),
      name: at(entry, 'serviceAccountName'),
    })),
  ].map(({ namespace, name }) => `${text(namespace) || 'default'}/${text(name) ?? ''}`);
  return autoscalersOf(subject).flatMap(({ pod, serviceAccount }): Finding[] => {
    const wanted = `${pod.namespace}/${serviceAccount}`;
    const manifest = indexOf(subject).find('ServiceAccount', pod.namespace, serviceAccount);
    const annotations = at(manifest?.object, 'metadata', 'annotations');
    if (entries.includes(wanted) || at(annotations, ROLE_ANNOTATION)) return [];
    return [
      finding(pod.owner, {
        path: `${pod.path}spec.serviceAccountName`,
        value: wanted,
        message: `has no role: no entry of iam.serviceAccounts in ${clusterConfig.path} trusts it`,
        allowed: someOf(entries),
        fix: likelyName(wanted, entries) ?? 'add it to iam.serviceAccounts, with its policy',
      }),
    ];
  });
});
