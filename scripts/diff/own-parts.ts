import type { FileChange } from './file-change.ts';
import type { Folder } from './folder.ts';
import { quote } from '../../terminal/shell.ts';
import type { Step } from './step.ts';

const ROLES = 'cloudformation/roles.yaml';
const NODES = 'cloudformation/nodes.yaml';

/** Whether a cluster's roles are its own: those of roles.own. */
export function hasOwnRoles({ texts }: Folder): boolean {
  return texts.has(ROLES);
}

/** Whether its nodes come from a launch template of its own: that of nodes.launchTemplate.own. */
export function hasOwnTemplate({ texts }: Folder): boolean {
  return texts.has(NODES);
}

/** Whether that template says the nodes' image. */
export function hasFixedImage({ texts }: Folder): boolean {
  return texts.get(NODES)?.includes('ImageId:') ?? false;
}

/** Whether a cluster waits for roles or a launch template, so that nothing can run on it yet. */
export function awaitsOwn(folder: Folder): boolean {
  const { iam, managedNodeGroups } = (folder.clusterConfig ?? {}) as {
    iam?: { serviceRoleARN?: string };
    managedNodeGroups?: readonly unknown[];
  };
  return (
    (hasOwnRoles(folder) && !iam?.serviceRoleARN) ||
    (hasOwnTemplate(folder) && !managedNodeGroups?.length)
  );
}

/** The command that makes roles, launch template and what is made from them. */
export function launchTemplate(name: string, why: string): Step {
  return { command: `npm run launch-template -- --cluster ${quote(name)} --yes`, why };
}

/** What another template takes in a cluster that is there. */
export function templateSteps(name: string, files: readonly FileChange[]): Step[] {
  const differs = files.some(
    ({ what, file, changes }) =>
      [ROLES, NODES].includes(file) && (what === 'added' || changes.length > 0),
  );
  if (!differs) return [];
  return [
    launchTemplate(
      name,
      'deploys the templates as they are now, and replaces the nodes where theirs is new',
    ),
  ];
}
