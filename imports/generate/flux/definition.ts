import { load } from 'js-yaml';
import { ImportError } from '../import-error.ts';

/** A JSON Schema as custom resource definitions hold it. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** The kind that a custom resource definition defines, in one version of its API. */
export interface Definition {
  readonly kind: string;
  readonly apiVersion: string;
  readonly schema: OpenApiSchema;
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
    }[];
  };
}

/** Reads one version out of a custom resource definition's YAML. */
export function readDefinition(text: string, version: string, file: string): Definition {
  const { spec } = load(text) as CustomResourceDefinition;
  const found = spec.versions.find(({ name }) => name === version);
  if (!found) {
    const there = spec.versions.map(({ name }) => name).join(', ');
    throw new ImportError(`${file} has no version ${version}, only ${there}.`);
  }
  return {
    kind: spec.names.kind,
    apiVersion: `${spec.group}/${version}`,
    schema: found.schema.openAPIV3Schema,
  };
}
