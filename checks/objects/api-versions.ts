import { type Lifecycle, removedOrDeprecated } from '../../imports/kubernetes-schema/index.ts';
import { type About, check, type Subject } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';

const about: About = {
  id: 'api-versions',
  severity: 'refused',
  why: "The cluster's Kubernetes version no longer serves this API version, or will soon stop.",
  remedy: 'Write the API version that replaces it.',
};
const finding = findingsOf(about);

export const apiVersions = check(about, (subject) =>
  indexOf(subject).objects.flatMap((located) => {
    const lifecycle = lifecycleOf(located, subject);
    if (!lifecycle) return [];
    const { status, deprecatedIn, removedIn, replacement } = lifecycle;
    const gone = status === 'removed';
    const other = replacement && replacement.kind !== located.kind ? ` ${replacement.kind}` : '';
    return [
      finding(located, {
        path: 'apiVersion',
        value: located.apiVersion,
        message: gone
          ? `was removed in Kubernetes ${removedIn ?? 'an earlier version'}; ${subject.minor} refuses the ${located.kind}`
          : `is deprecated since Kubernetes ${deprecatedIn ?? 'an earlier version'}${removedIn ? ` and will be removed in ${removedIn}` : ''}`,
        fix: replacement
          ? `write apiVersion: ${replacement.apiVersion}${other && ` and kind:${other}`}`
          : 'there is no replacement: leave it out',
      }),
    ];
  }),
);

/** Whether an object's kind is deprecated or removed in the subject's minor. */
export function lifecycleOf(located: Located, { minor }: Subject): Lifecycle | undefined {
  return removedOrDeprecated(located.apiVersion, located.kind, minor);
}
