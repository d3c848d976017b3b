import { apiVersionOf } from './swagger.ts';
import type { GroupVersionKind, Swagger } from './swagger.ts';

export interface ServedKind {
  apiVersion: string;
  kind: string;
  namespaced: boolean;
  /** The name of its definition in the OpenAPI document. */
  definition: string;
}

/** The kinds that have a collection to create in or to list: what `kubectl apply` can send. */
export function servedKinds(swagger: Swagger): ServedKind[] {
  const definitions = definitionsByKind(swagger);
  const kinds = new Map<string, ServedKind>();
  for (const [path, { get, post }] of Object.entries(swagger.paths)) {
    if (path.includes('{name}') || path.includes('/watch/')) continue;
    const operation = post ?? (get?.['x-kubernetes-action'] === 'list' ? get : undefined);
    const id = operation?.['x-kubernetes-group-version-kind'];
    const definition = id && definitions.get(keyOf(id));
    if (id === undefined || definition === undefined) continue;
    const namespaced =
      path.includes('/namespaces/{namespace}/') || (kinds.get(keyOf(id))?.namespaced ?? false);
    kinds.set(keyOf(id), { apiVersion: apiVersionOf(id), kind: id.kind, namespaced, definition });
  }
  return [...kinds.values()];
}

const keyOf = (id: GroupVersionKind): string => `${apiVersionOf(id)} ${id.kind}`;

function definitionsByKind({ definitions }: Swagger): Map<string, string> {
  const byKind = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const ids = definition['x-kubernetes-group-version-kind'] ?? [];
    if (ids.length === 1) ids.forEach((id) => byKind.set(keyOf(id), name));
  }
  return byKind;
}
