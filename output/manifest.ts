import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';

/** A Kubernetes object as plain data. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** One file below `dist/<cluster>/`. */
export interface OutputFile {
  /** Its path below the cluster's folder, with `/`. */
  readonly path: string;
  /** Lines of comment at its top. */
  readonly comments?: readonly string[];
  readonly objects: readonly KubeObject[];
  /** Applied in place of another file's object of the same name, as the exercises' Services are. */
  readonly alternative?: boolean;
  /** What a person creates by a command of their own before this one file's pods can start. */
  readonly prerequisites?: readonly Prerequisite[];
}

/** The ClusterConfig among the files. */
export interface ClusterConfigFile {
  readonly path: string;
  readonly comments?: readonly string[];
  readonly object: EksctlClusterConfig;
}

/** Something that a person creates by a named command, and that the manifests rely on. */
export interface Prerequisite {
  readonly kind: 'Secret';
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly command: string;
  readonly reason: string;
}

/** An object's identity as a person would write it: `Service sock-shop/front-end`, whatever stands in its place. */
export function identityOf({ kind, metadata }: KubeObject): string {
  const { namespace, name } = metadata;
  return `${word(kind)} ${namespace ? `${word(namespace)}/` : ''}${word(name)}`;
}

// What others wrote may hold a mapping there, which is not a text by itself.
function word(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}
