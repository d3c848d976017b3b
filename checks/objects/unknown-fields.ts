import { formatPath } from '../../config/key-path.ts';
import { type FieldProblem, validateFields } from '../../imports/kubernetes-schema/index.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { show } from '../values.ts';
import { lifecycleOf } from './api-versions.ts';

const about: About = {
  id: 'unknown-fields',
  severity: 'refused',
  why: "kubectl refuses fields that this Kubernetes version doesn't have, wrong types and missing fields.",
  remedy: 'Write the field as the API has it, in its place.',
};
const finding = findingsOf(about);

export const unknownFields = check(about, (subject) =>
  indexOf(subject).objects.flatMap((located) => {
    // What the minor no longer has, it has no fields for either.
    if (lifecycleOf(located, subject)?.status === 'removed') return [];
    return validateFields(subject.minor, located.object)
      .filter((problem) => !isToldElsewhere(problem))
      .map((problem) => asFinding(located, problem));
  }),
);

// A missing name, and a quantity that isn't one, have checks of their own.
function isToldElsewhere({ path, problem, value, expected }: FieldProblem): boolean {
  if (path.join('.') === 'metadata.name') return true;
  return (
    problem === 'wrong type' &&
    typeof value === 'string' &&
    /quantity/.test(expected) &&
    isQuantityPlace(path)
  );
}

function isQuantityPlace(path: FieldProblem['path']): boolean {
  const part = path.at(-2);
  return part === 'requests' || part === 'limits' || path.at(-1) === 'sizeLimit';
}

function asFinding(
  located: Located,
  { path, problem, value, expected, suggestion }: FieldProblem,
): Finding {
  return finding(located, {
    path: formatPath(path),
    value: problem === 'unknown field' || value === undefined ? undefined : show(value),
    message: messages[problem],
    allowed: expected,
    fix: suggestion && `did you mean ${suggestion}?`,
  });
}

const messages: Readonly<Record<FieldProblem['problem'], string>> = {
  'unknown field': 'is a field that Kubernetes does not know, and drops or refuses',
  'wrong type': 'has the wrong type',
  'missing field': 'is missing',
  'unknown kind': 'is not served by this version of Kubernetes',
};
