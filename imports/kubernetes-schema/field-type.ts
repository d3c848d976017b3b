const SCALARS = [
  'any',
  'base64',
  'boolean',
  'int-or-string',
  'int32',
  'int64',
  'micro-time',
  'number',
  'object',
  'quantity',
  'string',
  'time',
] as const;

/** A value without fields of its own; `object` and `any` have fields that Kubernetes doesn't know. */
export type Scalar = (typeof SCALARS)[number];

/** What a field holds; a struct's schema is read when it is asked for. */
export type FieldType =
  | { readonly is: Scalar }
  | { readonly is: 'list' | 'map'; readonly of: FieldType }
  | { readonly is: 'struct'; readonly schema: () => ObjectSchema };

/** The fields of an object, or of a part of one, in one minor. */
export interface ObjectSchema {
  /** `apps/v1.Deployment` */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldType>;
  readonly required: readonly string[];
}

/** Reads the table's notation: `string`, `core/v1.Container[]`, `string{}`. */
export function parseFieldType(text: string, schemaOf: (name: string) => ObjectSchema): FieldType {
  if (text.endsWith('[]')) return { is: 'list', of: parseFieldType(text.slice(0, -2), schemaOf) };
  if (text.endsWith('{}')) return { is: 'map', of: parseFieldType(text.slice(0, -2), schemaOf) };
  return isScalar(text) ? { is: text } : { is: 'struct', schema: () => schemaOf(text) };
}

const scalars = new Set<string>(SCALARS);
const isScalar = (text: string): text is Scalar => scalars.has(text);
