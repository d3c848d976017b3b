import type { AccessEntry } from '../../aws/access/access-entry.ts';
import type { Binding, Kubernetes } from './read-kubernetes.ts';

/** A person or group that Kubernetes itself gives something, and who of EKS's entries that is. */
export interface BoundLine {
  readonly subject: string;
  readonly role: string;
  readonly namespace?: string;
  /** The principals that EKS puts into this group. */
  readonly members: readonly string[];
  readonly problem?: string;
}

/** The bindings of people and groups, and of ServiceAccounts that are made administrators. */
export function boundLines({ bindings }: Kubernetes, entries: readonly AccessEntry[]): BoundLine[] {
  return bindings
    .filter((binding) => isPerson(binding) || isAdmin(binding))
    .map((binding) => ({
      ...binding,
      members: entries
        .filter(({ groups }) => groups.some((group) => binding.subject === `Group ${group}`))
        .map(({ principal }) => principal),
      ...(isAdmin(binding) && {
        problem:
          'cluster-admin for a ServiceAccount: everyone who reads its token may do everything',
      }),
    }))
    .sort((a, b) => (`${a.subject} ${a.role}` < `${b.subject} ${b.role}` ? -1 : 1));
}

// Those of Kubernetes and EKS themselves are the same in every cluster.
function isPerson({ subject }: Binding): boolean {
  return /^(User|Group) (?!system:|eks:)/.test(subject);
}

function isAdmin({ subject, role, namespace }: Binding): boolean {
  return (
    subject.startsWith('ServiceAccount ') &&
    !subject.startsWith('ServiceAccount kube-system/') &&
    role === 'ClusterRole cluster-admin' &&
    namespace === undefined
  );
}
