import { UsageError } from '../../terminal/usage-error.ts';
import { changeKubeconfig } from './change.ts';
import type { Entries } from './entries.ts';
import { fileToWrite, kubeconfigFiles } from './files.ts';
import { Kubeconfig } from './kubeconfig.ts';

/** Where it was written to. */
interface Written {
  readonly file: string;
  readonly changed: boolean;
}

/** What came of it. */
export interface Put extends Written {
  /** The context that was current before, when it was another. */
  readonly before?: string;
  /** Another file that comes first and says which context is current. */
  readonly overruledBy?: string;
}

/** What came of a context beside the current one. */
export interface Added extends Written {
  /** The one that is current, of all files. */
  readonly current?: string;
}

/** Writes a cluster's context into the user's kubeconfig and makes it the current one. */
export function putContext(entries: Entries, files = kubeconfigFiles()): Put {
  const { name } = entries;
  let before: string | undefined;
  const { file, changed } = write(entries, files, (config) => {
    before = config.currentContext;
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

/** Writes a cluster's context into the user's kubeconfig; the current one stays what it is. */
export function addContext(entries: Entries, files = kubeconfigFiles()): Added {
  const written = write(entries, files);
  const current = files
    .map((file) => Kubeconfig.read(file).currentContext)
    .find((each) => each !== undefined);
  return { ...written, ...(current !== undefined && { current }) };
}

function write(
  entries: Entries,
  files: readonly string[],
  more?: (config: Kubeconfig) => void,
): Written {
  const { name } = entries;
  const file = fileToWrite(files, (each) => Kubeconfig.read(each).has(name));
  const changed = changeKubeconfig(file, (config) => {
    refuseOthers(file, config, name);
    config.put(entries);
    more?.(config);
  });
  return { file, changed };
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
