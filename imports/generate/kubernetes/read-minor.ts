import { reachableDefinitions } from './reachable.ts';
import type { Fields } from './reachable.ts';
import { servedKinds } from './served-kinds.ts';
import { shortName } from './field-type.ts';
import { readSwagger } from './swagger.ts';

/** What one minor of Kubernetes serves. */
export interface KubernetesMinor {
  minor: number;
  /** `apps/v1 Deployment` → `namespaced:apps/v1.Deployment`. */
  kinds: Map<string, string>;
  /** `apps/v1.Deployment` → its fields. */
  definitions: Map<string, Fields>;
}

/** Reads a release's OpenAPI down to kinds and fields. */
export function readMinor(minor: number, release: string): KubernetesMinor {
  const swagger = readSwagger(release);
  const served = servedKinds(swagger);
  const kinds = served.map(({ apiVersion, kind, namespaced, definition }): [string, string] => [
    `${apiVersion} ${kind}`,
    `${namespaced ? 'namespaced' : 'cluster'}:${shortName(definition)}`,
  ]);
  const roots = served.map(({ definition }) => definition);
  return { minor, kinds: new Map(kinds), definitions: reachableDefinitions(swagger, roots) };
}
