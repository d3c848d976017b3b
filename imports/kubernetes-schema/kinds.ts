import { type KubernetesVersion, minorNumber } from '../../tables/kubernetes.ts';
import { objectSchema } from './object-schema.ts';
import type { ObjectSchema } from './field-type.ts';
import { covers, parseSpan } from './span.ts';
import { schemaTable } from './table.ts';

/** A kind that an API server of one minor knows by itself. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface KindRow extends Kind {
  readonly definition: string;
}

/** Every kind that a minor serves, those of alpha and beta versions included. */
export const kindsOf = (minor: KubernetesVersion): readonly Kind[] =>
  Object.keys(schemaTable().kinds).flatMap((key) => readRow(minor, key) ?? []);

/** What a minor knows of one kind, or undefined when it doesn't serve it. */
export function lookup(
  minor: KubernetesVersion,
  apiVersion: string,
  kind: string,
): { readonly namespaced: boolean; readonly schema: ObjectSchema } | undefined {
  const row = readRow(minor, `${apiVersion} ${kind}`);
  return row && { namespaced: row.namespaced, schema: objectSchema(minor, row.definition) };
}

function readRow(minor: KubernetesVersion, key: string): KindRow | undefined {
  const { kinds } = schemaTable();
  if (!Object.hasOwn(kinds, key)) return undefined;
  const span = kinds[key]
    ?.split(' ')
    .map(parseSpan)
    .find((each) => covers(each, minorNumber(minor)));
  if (!span) return undefined;
  const [scope, definition = ''] = span.value.split(':');
  const [apiVersion = '', kind = ''] = key.split(' ');
  return { apiVersion, kind, namespaced: scope === 'namespaced', definition };
}
