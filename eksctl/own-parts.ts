import type { ClusterConfig } from '../config/schema.ts';
import { awaitsTemplate } from './node-group.ts';

/** Whether a cluster's file asks for a launch template or roles of its own. */
export function asksForOwn({ nodes, roles }: ClusterConfig): boolean {
  return nodes.launchTemplate.own || roles.own;
}

/** Whether what it asks for is still to be made, so far as its file says: the ids are written into it then. */
export function awaitsOwn(config: ClusterConfig): boolean {
  return awaitsTemplate(config) || awaitsRoles(config);
}

/** The same of the roles alone. */
export function awaitsRoles({ roles: { own, cluster, node } }: ClusterConfig): boolean {
  return own && (cluster === null || node === null);
}
