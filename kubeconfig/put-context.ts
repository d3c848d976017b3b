import { UsageError } from '../scripts/shared/usage-error.ts';
import { changeKubeconfig } from './change.ts';
import type { Entries } from './entries.ts';
import { fileToWrite, kubeconfigFiles } from './files.ts';
import { Kubeconfig } from './kubeconfig.ts';

/** What came of it. */
export interface Put {
  readonly file: string;
  readonly changed: boolean;
  /** The context that was current before, when it was another. */
  readonly before?: string;
  /** Another file that comes first and says which context is current. */
  readonly overruledBy?: string;
}

/** Writes a cluster's context into the user's kubeconfig and makes it the current one. */
export function putContext(entries: Entries, files = kubeconfigFiles()): Put {
  const { name } = entries;
  const file = fileToWrite(files, (each) => Kubeconfig.read(each).has(name));
  let before: string | undefined;
  const changed = changeKubeconfig(file, (config) => {
    refuseOthers(file, config, name);
    before = config.currentContext;
    config.put(entries);
    config.use(name);
  });
  const overruledBy = files
    .slice(0, files.indexOf(file))
    .find((each) => ![undefined, name].includes(Kubeconfig.read(each).currentContext));
  return {
    file,
    changed,
    ...(before !== undefined && before !== name && { before }),
    ...(overruledBy && { overruledBy }),
  };
}

function refuseOthers(file: string, config: Kubeconfig, name: string): void {
  const server = config.serverOf(name);
  if (server === undefined || leadsToEks(server)) return;
  throw new UsageError(
    `${file} has a cluster ${name} that leads elsewhere, to ${server}: nothing was changed`,
    `rename it, or name another file: KUBECONFIG=~/.kube/eks npm run kubeconfig`,
  );
}

/** Whether a server's address is one of EKS's. */
export function leadsToEks(server: string): boolean {
  return /^https:\/\/[^/]+\.(eks\.amazonaws\.com(\.cn)?|api\.aws)(:443)?\/?$/i.test(server);
}
