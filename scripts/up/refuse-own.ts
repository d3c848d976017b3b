import type { ClusterConfig } from '../../config/schema.ts';
import { awaitsOwn } from '../../eksctl/own-parts.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Made } from './made.ts';

/** Refuses what launch-template makes first: own roles, and the nodes of an own launch template. */
export function refuseOwn(config: ClusterConfig, { nodeGroups }: Pick<Made, 'nodeGroups'>): void {
  const { name, nodes } = config;
  const { own } = nodes.launchTemplate;
  if (nodeGroups.length > 0 || !(own || awaitsOwn(config))) return;
  throw new UsageError(
    `${name} has ${own ? 'nodes.launchTemplate.own' : 'roles.own'}, which is made before its nodes are`,
    `make it with npm run launch-template -- --cluster ${name} --yes; then npm run up continues with what runs on it`,
  );
}
