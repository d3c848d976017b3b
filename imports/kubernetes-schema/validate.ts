import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import type { FieldProblem } from './field-problem.ts';
import { lookup } from './kinds.ts';
import { isObject } from './scalars.ts';
import { unknownKind } from './unknown-kind.ts';
import { validateStruct } from './validate-value.ts';

/**
 * Everything in an object that an API server of this minor refuses, or drops without a word. Nulls
 * are as good as absent, and kinds that custom resources may define are left alone.
 */
export function validateFields(minor: KubernetesVersion, object: unknown): FieldProblem[] {
  if (!isObject(object)) {
    return [{ path: [], problem: 'wrong type', value: object, expected: 'an object' }];
  }
  const { apiVersion, kind } = object;
  if (!isName(apiVersion) || !isName(kind))
    return ['apiVersion', 'kind'].flatMap(nameProblem(object));
  const items = listItems(minor, object, apiVersion, kind);
  if (items) return validateItems(minor, items);
  const known = lookup(minor, apiVersion, kind);
  if (!known) return unknownKind(minor, apiVersion, kind);
  const problems: FieldProblem[] = [];
  validateStruct(object, known.schema, { path: [], problems });
  return problems;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

const nameProblem =
  (object: Record<string, unknown>) =>
  (field: string): FieldProblem[] => {
    const value = object[field];
    if (isName(value)) return [];
    const isMissing = value === undefined || value === null || value === '';
    const problem = isMissing ? 'missing field' : 'wrong type';
    return [{ path: [field], problem, value, expected: 'a string, which every object needs' }];
  };

/** The objects of a list such as `kind: List`, each of which kubectl sends by itself. */
function listItems(
  minor: KubernetesVersion,
  object: Record<string, unknown>,
  apiVersion: string,
  kind: string,
): unknown[] | undefined {
  if (!kind.endsWith('List') || !Array.isArray(object.items)) return undefined;
  if (apiVersion === 'v1' && kind === 'List') return object.items;
  const itemKind = kind.slice(0, -'List'.length);
  if (!lookup(minor, apiVersion, itemKind)) return undefined;
  return object.items.map((item: unknown) =>
    isObject(item) ? { apiVersion, kind: itemKind, ...item } : item,
  );
}

const validateItems = (minor: KubernetesVersion, items: readonly unknown[]): FieldProblem[] =>
  items.flatMap((item, index) =>
    validateFields(minor, item).map((each) => ({ ...each, path: ['items', index, ...each.path] })),
  );
