import type { ClusterConfig } from '../../config/schema.ts';
import { nodesTemplate } from './nodes.ts';
import { rolesTemplate } from './roles.ts';
import type { TemplateFile } from './template.ts';

/** The templates that a cluster file asks for, by roles.own and nodes.launchTemplate.own; most ask for none. */
export function templateFiles(config: ClusterConfig): TemplateFile[] {
  if (config.manifestsOnly) return [];
  const deployed = [`Deployed by npm run launch-template -- --cluster ${config.name}`];
  return [
    ...(config.roles.own
      ? [{ path: 'cloudformation/roles.yaml', comments: deployed, object: rolesTemplate(config) }]
      : []),
    ...(config.nodes.launchTemplate.own
      ? [{ path: 'cloudformation/nodes.yaml', comments: deployed, object: nodesTemplate(config) }]
      : []),
  ];
}
