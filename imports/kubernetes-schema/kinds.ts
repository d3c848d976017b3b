import { minorNumber } from './minors.ts';
import type { Minor } from './minors.ts';
import { objectSchema } from './object-schema.ts';
import type { ObjectSchema } from './object-schema.ts';
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

const cache = new Map<Minor, ReadonlyMap<string, KindRow>>();

/** Every kind that a minor serves, those of alpha and beta versions included. */
export const kindsOf = (minor: Minor): readonly Kind[] => [...kindRows(minor).values()];

/** What a minor knows of one kind, or undefined when it doesn't serve it. */
export function lookup(
  minor: Minor,
  apiVersion: string,
  kind: string,
): { readonly namespaced: boolean; readonly schema: ObjectSchema } | undefined {
  const row = kindRows(minor).get(`${apiVersion} ${kind}`);
  return row && { namespaced: row.namespaced, schema: objectSchema(minor, row.definition) };
}

function kindRows(minor: Minor): ReadonlyMap<string, KindRow> {
  const known = cache.get(minor);
  if (known) return known;
  const rows = new Map<string, KindRow>();
  for (const [key, text] of Object.entries(schemaTable().kinds)) {
    const span = text
      .split(' ')
      .map(parseSpan)
      .find((each) => covers(each, minorNumber(minor)));
    if (!span) continue;
    const [scope, definition = ''] = span.value.split(':');
    const [apiVersion = '', kind = ''] = key.split(' ');
    rows.set(key, { apiVersion, kind, namespaced: scope === 'namespaced', definition });
  }
  cache.set(minor, rows);
  return rows;
}
