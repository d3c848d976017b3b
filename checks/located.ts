import type { KubeObject, OutputFile } from '../output/manifest.ts';
import { isClusterScoped } from './scope.ts';
import { at, fields, text } from './values.ts';

/** An object, and where it stands. */
export interface Located {
  readonly object: KubeObject;
  readonly file: OutputFile;
  /** Its place in the order in which kubectl applies everything. */
  readonly order: number;
  /** `Service sock-shop/front-end` */
  readonly id: string;
  /** How many objects of that identity stand before it in its file; undefined for none. */
  readonly nth?: number;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  /** Empty for what lives outside all namespaces. */
  readonly namespace: string;
}

/** An object with its place; undefined for what has no kind or no name. */
export function locate(object: KubeObject, file: OutputFile, order: number): Located | undefined {
  const kind = text(at(object, 'kind'));
  const metadata = fields(at(object, 'metadata'));
  const name = text(metadata.name) ?? text(metadata.generateName);
  if (kind === undefined || name === undefined) return undefined;
  const written = text(metadata.namespace);
  const namespace = isClusterScoped(kind) ? '' : written || 'default';
  return {
    object,
    file,
    order,
    id: `${kind} ${written ? `${written}/` : ''}${name}`,
    kind,
    apiVersion: text(at(object, 'apiVersion')) ?? '',
    name,
    namespace,
  };
}
