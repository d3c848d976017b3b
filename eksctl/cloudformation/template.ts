import type { ClusterConfig } from '../../config/schema.ts';
import { clusterTags } from '../tags.ts';

/** A CloudFormation template as plain data, its functions written out in full. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Parameters?: Readonly<Record<string, object>>;
  readonly Resources: Readonly<Record<string, object>>;
  readonly Outputs: Readonly<
    Record<string, { readonly Description: string; readonly Value: object }>
  >;
}

/** A template among a cluster's files. */
export interface TemplateFile {
  readonly path: string;
  readonly comments?: readonly string[];
  readonly object: Template;
}

/** A cluster's tags as CloudFormation writes them. */
export function templateTags(config: ClusterConfig) {
  return Object.entries(clusterTags(config)).map(([Key, Value]) => ({ Key, Value }));
}
