import { ingressControllers } from '../../charts/ingress/controllers.ts';
import { LOAD_BALANCER_CONTROLLER } from '../../eksctl/cluster-config.ts';
import { albCommands } from '../../eksctl/alb-commands.ts';
import type { Folder } from './folder.ts';
import type { Step } from './step.ts';

/** The AWS Load Balancer Controller, which helm installs where the Ingress is its: docs/ingress.md. */
export function controllerSteps(name: string, old: Folder, now: Folder): Step[] {
  const [had, has] = [hasItsClass(old), hasItsClass(now)];
  if (had === has) return [];
  if (had) {
    return [
      {
        command: `helm uninstall ${LOAD_BALANCER_CONTROLLER} --namespace kube-system`,
        why: 'once the load balancers that it made are gone (kubectl get ingress,service -A): nothing else deletes them',
      },
    ];
  }
  // In someone else's cluster, the role that it needs is not ours to make.
  if (!now.clusterConfig) return [];
  const { region } = now.clusterConfig.metadata as { region: string };
  const [addRepository = '', install = ''] = albCommands({ name, region });
  return [
    { command: addRepository, why: 'where the AWS Load Balancer Controller is' },
    { command: install, why: 'the controller that makes the load balancers: docs/ingress.md' },
  ];
}

function hasItsClass({ entries }: Folder): boolean {
  return entries.some(
    ({ object: { kind, spec } }) =>
      kind === 'IngressClass' &&
      (spec as { controller?: string } | undefined)?.controller ===
        ingressControllers.alb.controller,
  );
}
