import { fieldType, shortName } from './field-type.ts';
import { isReallyRequired } from './lenient-fields.ts';
import type { Swagger } from './swagger.ts';

/** A definition's fields: name → type, with a `!` in front when the field is required. */
export type Fields = Record<string, string>;

/** The definitions that the given ones consist of, themselves included, by short name. */
export function reachableDefinitions(swagger: Swagger, roots: string[]): Map<string, Fields> {
  const names = new Map(Object.keys(swagger.definitions).map((name) => [shortName(name), name]));
  const reached = new Map<string, Fields>();
  const visit = (short: string): void => {
    const definition = swagger.definitions[names.get(short) ?? ''];
    if (!definition?.properties || reached.has(short)) return;
    const required = new Set(definition.required);
    const fields: Fields = {};
    reached.set(short, fields);
    for (const [field, schema] of Object.entries(definition.properties)) {
      const type = fieldType(schema, swagger);
      fields[field] = (required.has(field) && isReallyRequired(short, field) ? '!' : '') + type;
      visit(type.replaceAll(/\[\]|\{\}/g, ''));
    }
  };
  roots.map(shortName).forEach(visit);
  return reached;
}
