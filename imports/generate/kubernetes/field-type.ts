import type { Swagger, SwaggerSchema } from './swagger.ts';

const REF_PREFIX = '#/definitions/';

// What the OpenAPI calls a string (or an object, or nothing) but Go reads in its own way.
const SCALARS: Record<string, string> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'micro-time',
};

/**
 * A field's type in the table's notation: a scalar (`string`, `int32`, `quantity`, …), `object` or
 * `any`, or a definition's name, followed by `[]` for each list and `{}` for each map around it.
 */
export function fieldType(schema: SwaggerSchema, { definitions }: Swagger): string {
  const typeOf = (each: SwaggerSchema): string => {
    if (each.$ref !== undefined) return referredType(each.$ref.slice(REF_PREFIX.length));
    if (each.items) return `${typeOf(each.items)}[]`;
    if (each.additionalProperties) return `${typeOf(each.additionalProperties)}{}`;
    return scalarType(each);
  };
  const referredType = (name: string): string => {
    const definition = definitions[name];
    if (!definition) throw new Error(`no definition ${name}`);
    return SCALARS[name] ?? (definition.properties ? shortName(name) : scalarType(definition));
  };
  return typeOf(schema);
}

function scalarType({ type, format }: SwaggerSchema): string {
  if (type === undefined) return 'any';
  if (type === 'integer') return format ?? 'int64';
  if (type === 'string' && format === 'byte') return 'base64';
  return type;
}

/** `io.k8s.api.apps.v1.Deployment` becomes `apps/v1.Deployment`. */
export function shortName(name: string): string {
  const [group, version, kind] = name.split('.').slice(-3);
  return `${group}/${version}.${kind}`;
}
