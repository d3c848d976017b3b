import { suggest } from '../../terminal/suggest.ts';
import { expectedType, meantValue } from './expected-type.ts';
import type { FieldProblem } from './field-problem.ts';
import type { FieldType } from './field-type.ts';
import { minorsWithField } from './object-schema.ts';
import type { ObjectSchema } from './field-type.ts';
import { SCALAR_RULES, isObject } from './scalars.ts';

/** Where a walk through an object is, and what it has found. */
export interface Walk {
  readonly path: (string | number)[];
  readonly problems: FieldProblem[];
}

/** Notes what is wrong with an object's fields, and with what they hold. */
export function validateStruct(value: unknown, schema: ObjectSchema, walk: Walk): void {
  if (!isObject(value)) return noteWrongType(value, 'an object', walk);
  for (const key of Object.keys(value)) {
    const child = value[key];
    if (child === undefined) continue;
    walk.path.push(key);
    const type = schema.fields.get(key);
    if (!type) noteUnknownField(key, value, schema, walk);
    else if (child !== null) validateValue(child, type, walk);
    walk.path.pop();
  }
  if (walk.path[0] === 'status') return; // What a manifest says there is overwritten anyway.
  for (const key of schema.required) {
    if (value[key] === undefined || value[key] === null) noteMissingField(key, schema, walk);
  }
}

function validateValue(value: unknown, type: FieldType, walk: Walk): void {
  switch (type.is) {
    case 'struct':
      return validateStruct(value, type.schema(), walk);
    case 'list':
      if (!Array.isArray(value)) return noteWrongType(value, 'a list', walk);
      return value.forEach((each, index) => validateChild(index, each, type.of, walk));
    case 'map':
      if (!isObject(value)) return noteWrongType(value, 'an object', walk);
      for (const key of Object.keys(value)) validateChild(key, value[key], type.of, walk);
      return;
    default:
      if (SCALAR_RULES[type.is].accepts(value)) return;
      noteWrongType(value, expectedType(type), walk, meantValue(value, type));
  }
}

function validateChild(key: string | number, value: unknown, type: FieldType, walk: Walk): void {
  if (value === null || value === undefined) return;
  walk.path.push(key);
  validateValue(value, type, walk);
  walk.path.pop();
}

function noteWrongType(
  value: unknown,
  expected: string,
  { path, problems }: Walk,
  suggestion?: string,
): void {
  problems.push({
    path: [...path],
    problem: 'wrong type',
    value,
    expected,
    ...(suggestion !== undefined && { suggestion }),
  });
}

function noteUnknownField(
  key: string,
  object: Record<string, unknown>,
  { name, fields }: ObjectSchema,
  { path, problems }: Walk,
): void {
  const absent = [...fields.keys()].filter((field) => !(field in object));
  const suggestion = suggest(key, absent);
  problems.push({
    path: [...path],
    problem: 'unknown field',
    value: object[key],
    expected: `a field of ${partName(name)}${otherMinors(name, key)}`,
    ...(suggestion !== undefined && { suggestion }),
  });
}

function noteMissingField(key: string, { name, fields }: ObjectSchema, { path, problems }: Walk) {
  const type = fields.get(key);
  problems.push({
    path: [...path, key],
    problem: 'missing field',
    value: undefined,
    expected: `${type ? expectedType(type) : 'a value'}, which ${partName(name)} needs`,
  });
}

/** `Container` of `core/v1.Container`. */
const partName = (name: string): string => name.slice(name.indexOf('.') + 1);

/** When the field exists in other minors: which they are. */
function otherMinors(name: string, field: string): string {
  const spans = minorsWithField(name, field).map(({ since, until }) => {
    if (until === Infinity) return `from 1.${since} on`;
    return since === 0 ? `up to 1.${until}` : `from 1.${since} to 1.${until}`;
  });
  return spans.length === 0 ? '' : ` (${field} exists ${spans.join(' and ')})`;
}
