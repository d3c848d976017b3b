import type { ClusterConfig } from '../config/schema.ts';
import { awaitsTemplate } from '../eksctl/node-group.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';

/** Whether a cluster's file asks for a launch template or roles of its own. */
export function asksForOwn({ nodes, roles }: ClusterConfig): boolean {
  return nodes.launchTemplate.own || roles.own;
}

/** Whether what it asks for is still to be made, so far as its file says: the ids are written into it then. */
export function awaitsOwn(config: ClusterConfig): boolean {
  const { own, cluster, node } = config.roles;
  return awaitsTemplate(config) || (own && (cluster === null || node === null));
}

/** The error for files that don't, with the keys that do. */
export function asksForNone(message: string): UsageError {
  return new UsageError(
    message,
    'write nodes: { launchTemplate: { own: true } } into it, or roles: { own: true } for the roles; then again',
  );
}
