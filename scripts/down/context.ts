import { contextName } from '../../aws/kubeconfig/connection.ts';
import { readContexts, removeContext } from '../../aws/kubeconfig/contexts.ts';
import { kubeconfigFiles } from '../../aws/kubeconfig/files.ts';
import type { Step } from '../../terminal/plan.ts';

/** Takes a cluster's context out of the user's kubeconfig, where it is in one. */
export async function contextStep(name: string, region: string): Promise<Step | undefined> {
  const context = contextName({ name, region });
  if (!(await isThere(context))) return undefined;
  return {
    what: `Remove the context ${context} from ${kubeconfigFiles().join(' or ')}`,
    run: async () => {
      await removeContext({ name, region });
    },
  };
}

// What is billed goes, whatever is wrong with a kubeconfig, or with kubectl.
async function isThere(context: string): Promise<boolean> {
  try {
    return (await readContexts(context)).has(context);
  } catch {
    return false;
  }
}
