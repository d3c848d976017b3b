import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { suggest } from '../../terminal/suggest.ts';
import { isBuiltInGroup } from './built-in-groups.ts';
import type { FieldProblem } from './field-problem.ts';
import { kindsOf } from './kinds.ts';
import { removedOrDeprecated } from './lifecycle.ts';
import { groupOf, versionsOf } from './versions-of.ts';

/** What is wrong with a kind that a minor doesn't serve; nothing when it may be a custom one. */
export function unknownKind(
  minor: KubernetesVersion,
  apiVersion: string,
  kind: string,
): FieldProblem[] {
  if (!isBuiltInGroup(groupOf(apiVersion))) return [];
  const removal = removedOrDeprecated(apiVersion, kind, minor);
  const [other] = versionsOf(minor, kind);
  if (removal ?? other) {
    const { apiVersion: suggestion, kind: newKind } = removal?.replacement ?? other ?? {};
    const removed = removal?.removedIn
      ? ` (${apiVersion} was removed in ${removal.removedIn})`
      : '';
    return problem('apiVersion', apiVersion, {
      expected: `a version of ${kind} that Kubernetes ${minor} serves${removed}`,
      suggestion: newKind === kind ? suggestion : suggestion && `${suggestion} ${newKind}`,
    });
  }
  const kinds = kindsOf(minor);
  const siblings = kinds.filter((each) => each.apiVersion === apiVersion);
  const suggestion = suggest(kind, namesOf(siblings)) ?? suggest(kind, namesOf(kinds));
  return problem('kind', kind, { expected: `a kind that Kubernetes ${minor} serves`, suggestion });
}

const namesOf = (kinds: readonly { kind: string }[]): Set<string> =>
  new Set(kinds.map(({ kind }) => kind));

const problem = (
  field: 'apiVersion' | 'kind',
  value: string,
  { expected, suggestion }: { expected: string; suggestion: string | undefined },
): FieldProblem[] => [
  {
    path: [field],
    problem: 'unknown kind',
    value,
    expected,
    ...(suggestion !== undefined && { suggestion }),
  },
];
