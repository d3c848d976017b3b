import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goModule } from './go-module.ts';

export interface SwaggerSchema {
  $ref?: string;
  type?: string;
  format?: string;
  items?: SwaggerSchema;
  additionalProperties?: SwaggerSchema;
  properties?: Record<string, SwaggerSchema>;
  required?: string[];
  'x-kubernetes-group-version-kind'?: GroupVersionKind[];
}

export interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

interface Operation {
  'x-kubernetes-action'?: string;
  'x-kubernetes-group-version-kind'?: GroupVersionKind;
}

/** Kubernetes' OpenAPI 2 document, as far as it is used here. */
export interface Swagger {
  definitions: Record<string, SwaggerSchema>;
  paths: Record<string, { get?: Operation; post?: Operation }>;
}

/** The OpenAPI of one Kubernetes release. */
export const readSwagger = (release: string): Swagger =>
  JSON.parse(
    readFileSync(
      join(goModule('k8s.io/kubernetes', release), 'api/openapi-spec/swagger.json'),
      'utf8',
    ),
  ) as Swagger;

/** `apps/v1`, or `v1` for the core group. */
export const apiVersionOf = ({ group, version }: GroupVersionKind): string =>
  group === '' ? version : `${group}/${version}`;
