import { existsSync } from 'node:fs';
import { contextName } from '../../aws/kubeconfig/entries.ts';
import { kubeconfigFiles } from '../../aws/kubeconfig/files.ts';
import { Kubeconfig } from '../../aws/kubeconfig/kubeconfig.ts';
import { removeContext } from '../../aws/kubeconfig/remove-context.ts';
import type { Step } from '../../terminal/plan.ts';

/** Takes a cluster's context out of the user's kubeconfig, where it is in one. */
export function contextStep(name: string, region: string): Step | undefined {
  const context = contextName({ name, region });
  const files = kubeconfigFiles().filter(
    (file) => existsSync(file) && Kubeconfig.read(file).has(context),
  );
  if (files.length === 0) return undefined;
  return {
    what: `Take the context ${context} out of ${files.join(', ')}`,
    run: async () => {
      removeContext({ name, region });
    },
  };
}
