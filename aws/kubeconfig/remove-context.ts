import { existsSync } from 'node:fs';
import { changeKubeconfig } from './change.ts';
import { contextName } from './entries.ts';
import { kubeconfigFiles } from './files.ts';
import { Kubeconfig } from './kubeconfig.ts';
import { leadsToEks } from './put-context.ts';

/** Takes a cluster's context, cluster and user out of the user's kubeconfig; says out of which files. */
export function removeContext(
  cluster: { readonly name: string; readonly region: string },
  files = kubeconfigFiles(),
): string[] {
  const name = contextName(cluster);
  const holds = (config: Kubeconfig) =>
    config.has(name) && leadsToEks(config.serverOf(name) ?? eks);
  return files
    .filter((file) => existsSync(file) && holds(Kubeconfig.read(file)))
    .filter((file) => changeKubeconfig(file, (config) => config.remove(name)));
}

// A context whose cluster is gone already leads nowhere else.
const eks = 'https://gone.eks.amazonaws.com';
