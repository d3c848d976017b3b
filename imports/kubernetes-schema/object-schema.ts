import { type KubernetesVersion, minorNumber } from '../../tables/kubernetes.ts';
import { parseFieldType } from './field-type.ts';
import type { FieldType, ObjectSchema } from './field-type.ts';
import { covers, parseSpan } from './span.ts';
import type { Minors } from './span.ts';
import { schemaTable } from './table.ts';

const cache = new Map<KubernetesVersion, Map<string, ObjectSchema>>();

/** A definition's schema in one minor. */
export function objectSchema(minor: KubernetesVersion, name: string): ObjectSchema {
  let schemas = cache.get(minor);
  if (!schemas) cache.set(minor, (schemas = new Map()));
  let schema = schemas.get(name);
  if (!schema) schemas.set(name, (schema = readSchema(minor, name)));
  return schema;
}

/** The minors of 1.x that know a field of a definition, oldest first. */
export const minorsWithField = (name: string, field: string): Minors[] =>
  fieldSpans(name).filter((each) => each.field === field);

function readSchema(minor: KubernetesVersion, name: string): ObjectSchema {
  const fields = new Map<string, FieldType>();
  const required: string[] = [];
  for (const span of fieldSpans(name)) {
    if (!covers(span, minorNumber(minor))) continue;
    fields.set(
      span.field,
      parseFieldType(span.type, (part) => objectSchema(minor, part)),
    );
    if (span.required) required.push(span.field);
  }
  return { name, fields, required };
}

function fieldSpans(name: string) {
  const ownPackage = name.slice(0, name.indexOf('.'));
  return (schemaTable().definitions[name] ?? '').split(' ').map((token) => {
    const colon = token.indexOf(':');
    const { value, since, until } = parseSpan(token.slice(colon + 1));
    const required = value.startsWith('!');
    const type = required ? value.slice(1) : value;
    return {
      field: token.slice(0, colon),
      type: type.startsWith('.') ? ownPackage + type : type,
      required,
      since,
      until,
    };
  });
}
