import { CLUSTER_CONFIG_FILE, type Folder } from '../folder.ts';
import { hasOwnRoles, hasOwnTemplate, launchTemplate } from '../own-parts.ts';
import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';

/** What makes a cluster: its own roles come before it, its own launch template between it and its nodes. */
export function createCluster(name: string, now: Folder): Step[] {
  if (!now.clusterConfig) return [];
  if (hasOwnTemplate(now)) {
    const roles = hasOwnRoles(now) ? 'the roles, ' : '';
    return [
      launchTemplate(
        name,
        `${roles}the cluster, its launch template and its nodes, in the right order; what exists is left out`,
      ),
    ];
  }
  return [
    ...(hasOwnRoles(now)
      ? [
          launchTemplate(
            name,
            `the roles; it writes them into clusters/${name}.yaml and dist/${name}`,
          ),
        ]
      : []),
    {
      command: `eksctl create cluster -f ${quote(`dist/${name}/${CLUSTER_CONFIG_FILE}`)}`,
      why: `the cluster; npm run up -- --cluster ${quote(name)} makes it too, and applies what runs in it`,
    },
  ];
}

/** What takes a cluster away that is there, by the name and region that it has. */
export function deleteCluster({ clusterConfig }: Folder, why: string): Step[] {
  if (!clusterConfig) return [];
  const { name, region } = clusterConfig.metadata as { name: string; region: string };
  return [
    {
      command: `npm run down -- --cluster ${quote(name)} --region ${quote(region)} --yes`,
      why: `${why}; it deletes load balancers first, and volumes with their data; without --yes it only shows what it would delete`,
    },
  ];
}
